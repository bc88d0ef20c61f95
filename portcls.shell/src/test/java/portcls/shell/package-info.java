@NullMarked
package portcls.shell;

import org.jspecify.annotations.NullMarked;
