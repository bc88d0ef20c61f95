/**
 * What the tests of a driver or of an adapter need around it, in one JVM and without a container: a
 * clock that is moved by hand, resources and registers, an interrupt that is raised by hand, the
 * buffer of a stream, a registry key, as much of a framework as a component meets. It knows the API
 * alone, as the driver does.
 */
@NullMarked
package portcls.testkit;

import org.jspecify.annotations.NullMarked;
