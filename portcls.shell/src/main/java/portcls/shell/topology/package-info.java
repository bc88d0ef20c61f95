/** Commands that show how a device is built inside, and turn its controls. */
@NullMarked
package portcls.shell.topology;

import org.jspecify.annotations.NullMarked;
