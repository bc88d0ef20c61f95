/** The FM synthesizer miniport: General MIDI on an OPL3. */
@NullMarked
package miniport.fmsynth;

import org.jspecify.annotations.NullMarked;
