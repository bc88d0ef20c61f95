/** Benchmarks; each prints its ratio to a named peer measured in the same run. */
@NullMarked
package portcls.bench;

import org.jspecify.annotations.NullMarked;
