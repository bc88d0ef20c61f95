@NullMarked
package portcls.shell.wave;

import org.jspecify.annotations.NullMarked;
