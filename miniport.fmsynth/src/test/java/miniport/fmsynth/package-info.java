/** Tests of the FM synthesizer, by its registers and by what is heard. */
@NullMarked
package miniport.fmsynth;

import org.jspecify.annotations.NullMarked;
