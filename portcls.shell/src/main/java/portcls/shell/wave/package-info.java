/** Sound in and out of wave devices, and in files. */
@NullMarked
package portcls.shell.wave;

import org.jspecify.annotations.NullMarked;
