/**
 * The kernel-streaming vocabulary: what a filter is made of (pins, nodes, connections), what flows
 * through it (data ranges and formats), what can be asked of it (properties, events) and the states
 * of a stream.
 *
 * <p>Used by drivers, to describe themselves, and by programs, to read those descriptions. Values
 * are immutable and may be shared between threads.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.ks;
