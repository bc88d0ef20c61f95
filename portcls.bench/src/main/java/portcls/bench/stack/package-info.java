/**
 * What the wave benchmarks are made of: the ports without a framework, and processes beside this
 * one.
 */
@NullMarked
package portcls.bench.stack;

import org.jspecify.annotations.NullMarked;
