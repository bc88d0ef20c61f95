/** The MIDI ports of our client as a link of bytes. */
@NullMarked
package adapter.jack.midi;

import org.jspecify.annotations.NullMarked;
