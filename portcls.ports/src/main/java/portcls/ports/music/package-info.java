/**
 * The stages that music passes between a client and a miniport: the pool of events, the sequencer,
 * the unpacker and packer of KSMUSICFORMAT buffers, the parser of captured bytes.
 *
 * <p>Plain data structures: they start no thread and read no clock, time is an argument. Once they
 * have grown to their size they allocate nothing, and they never lock.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.music;
