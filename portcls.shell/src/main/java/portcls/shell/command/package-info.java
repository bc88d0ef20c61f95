/** What a command is, and what it works on: its arguments, its console, the container. */
@NullMarked
package portcls.shell.command;

import org.jspecify.annotations.NullMarked;
