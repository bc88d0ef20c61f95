@NullMarked
package portcls.shell.diag;

import org.jspecify.annotations.NullMarked;
