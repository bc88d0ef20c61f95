/** The driver that the benchmarks bind: on the class path, and packed into a bundle of its own. */
@NullMarked
package portcls.bench.driver;

import org.jspecify.annotations.NullMarked;
