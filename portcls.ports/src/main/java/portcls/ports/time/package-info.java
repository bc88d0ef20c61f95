/**
 * Time and the threads that follow it: the master clock, its virtual twin, and the dispatchers on
 * which everything at DISPATCH level runs.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.time;
