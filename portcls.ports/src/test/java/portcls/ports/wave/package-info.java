@NullMarked
package portcls.ports.wave;

import org.jspecify.annotations.NullMarked;
