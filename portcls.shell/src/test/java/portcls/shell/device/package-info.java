@NullMarked
package portcls.shell.device;

import org.jspecify.annotations.NullMarked;
