/**
 * The port of MIDI and DMus class, and its part for MIDI miniports: client messages → sequencer →
 * miniport's stream, and miniport's stream → parser → client.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.midi;
