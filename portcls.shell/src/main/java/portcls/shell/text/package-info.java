/** Text for people: tables, times, numbers. */
@NullMarked
package portcls.shell.text;

import org.jspecify.annotations.NullMarked;
