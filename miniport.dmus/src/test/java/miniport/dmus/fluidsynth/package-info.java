@NullMarked
package miniport.dmus.fluidsynth;

import org.jspecify.annotations.NullMarked;
