/** Raw MIDI nodes. */
@NullMarked
package adapter.alsa.midi;

import org.jspecify.annotations.NullMarked;
