/**
 * The MIDI port: client messages → sequencer → miniport's stream, and miniport's stream → parser →
 * client.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.midi;
