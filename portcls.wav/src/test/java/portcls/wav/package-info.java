@NullMarked
package portcls.wav;

import org.jspecify.annotations.NullMarked;
