/**
 * The MIDI port and its miniports: raw MIDI bytes to and from a device.
 *
 * <p>A driver implements {@link portcls.api.midi.IMiniportMidi} with a stream for each direction;
 * the port has the sequencer, the parser of captured bytes, the states, the clients.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
@org.jspecify.annotations.NullMarked
package portcls.api.midi;
