/** A MIDI cable that comes back to where it starts: a device that is a stream of bytes. */
@NullMarked
package adapter.virtual.cable;

import org.jspecify.annotations.NullMarked;
