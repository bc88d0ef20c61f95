/**
 * The DMus port, and what it shares with the MIDI port: the pins, the sequencer in front of a
 * miniport's stream, the sink behind one, the sound of synthesizers.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.dmus;
