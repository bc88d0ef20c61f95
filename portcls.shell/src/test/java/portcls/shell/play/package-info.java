@NullMarked
package portcls.shell.play;

import org.jspecify.annotations.NullMarked;
