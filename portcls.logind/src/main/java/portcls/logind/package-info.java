/**
 * Lets the devices sleep before the machine does, and wakes them after it, as systemd-logind tells
 * of it on the system bus. Elsewhere the command {@code power suspend} is the way.
 */
@NullMarked
package portcls.logind;

import org.jspecify.annotations.NullMarked;
