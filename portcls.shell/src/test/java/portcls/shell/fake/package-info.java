@NullMarked
package portcls.shell.fake;

import org.jspecify.annotations.NullMarked;
