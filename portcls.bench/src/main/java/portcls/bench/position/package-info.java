/** How exact the position of a stream is. */
@NullMarked
package portcls.bench.position;

import org.jspecify.annotations.NullMarked;
