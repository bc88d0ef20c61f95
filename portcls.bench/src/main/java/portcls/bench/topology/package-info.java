/** What it costs to walk from a stream to the jacks. */
@NullMarked
package portcls.bench.topology;

import org.jspecify.annotations.NullMarked;
