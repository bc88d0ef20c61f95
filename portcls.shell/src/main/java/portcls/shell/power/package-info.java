/** Commands about devices that sleep and wake. */
@NullMarked
package portcls.shell.power;

import org.jspecify.annotations.NullMarked;
