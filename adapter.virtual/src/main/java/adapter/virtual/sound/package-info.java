/**
 * A MIDI sound module: bytes with times go in, sound comes out that is exact to the sample. The
 * Java platform's own synthesizer renders it. {@link adapter.virtual.sound.PacedSound} does the
 * same for devices that render by themselves.
 */
@NullMarked
package adapter.virtual.sound;

import org.jspecify.annotations.NullMarked;
