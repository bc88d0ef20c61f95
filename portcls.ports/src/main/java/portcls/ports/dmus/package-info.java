/**
 * The port's part for DMus miniports, and what it shares with the one for MIDI miniports: the pins,
 * the sequencer in front of a miniport's stream, the sink behind one, the sound of synthesizers.
 */
@org.jspecify.annotations.NullMarked
package portcls.ports.dmus;
