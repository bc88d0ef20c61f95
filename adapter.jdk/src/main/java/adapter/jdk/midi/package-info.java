/** A MIDI port of the Java platform as a link of bytes. */
@NullMarked
package adapter.jdk.midi;

import org.jspecify.annotations.NullMarked;
