/** The commands, on the command line and in the shell. */
@NullMarked
package portcls.shell;

import org.jspecify.annotations.NullMarked;
