/** Tests of the MIDI miniports, each with a device made by hand. */
@NullMarked
package miniport.midi;

import org.jspecify.annotations.NullMarked;
