/** Diagnosis: the trace, the counters, and the answers of {@code why}. */
@org.jspecify.annotations.NullMarked
package portcls.ports.diag;
