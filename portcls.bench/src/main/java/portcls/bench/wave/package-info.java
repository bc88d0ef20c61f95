/** What the three wave ports cost, side by side over devices that cost nothing. */
@NullMarked
package portcls.bench.wave;

import org.jspecify.annotations.NullMarked;
