/** Finds the device that somebody means. */
@NullMarked
package portcls.shell.device;

import org.jspecify.annotations.NullMarked;
