/** Commands that show what is there, what is not and why. */
@NullMarked
package portcls.shell.diag;

import org.jspecify.annotations.NullMarked;
