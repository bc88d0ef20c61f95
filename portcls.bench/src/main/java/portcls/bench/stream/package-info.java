/** What a packet of sound costs on its way. */
@NullMarked
package portcls.bench.stream;

import org.jspecify.annotations.NullMarked;
