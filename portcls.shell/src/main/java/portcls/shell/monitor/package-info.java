/** Shows what a device sends. */
@NullMarked
package portcls.shell.monitor;

import org.jspecify.annotations.NullMarked;
