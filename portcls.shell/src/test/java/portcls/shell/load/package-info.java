@NullMarked
package portcls.shell.load;

import org.jspecify.annotations.NullMarked;
