/** What it costs to ask a node for its property. */
@NullMarked
package portcls.bench.property;

import org.jspecify.annotations.NullMarked;
