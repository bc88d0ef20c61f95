/**
 * Time: one master clock in units of 100 ns, alarms on it, and a clock for tests that is moved by
 * hand.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.time;
