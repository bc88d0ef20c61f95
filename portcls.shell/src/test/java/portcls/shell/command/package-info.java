@NullMarked
package portcls.shell.command;

import org.jspecify.annotations.NullMarked;
