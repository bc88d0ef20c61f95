@NullMarked
package portcls.shell.text;

import org.jspecify.annotations.NullMarked;
