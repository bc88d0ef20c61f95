@NullMarked
package miniport.dmus.synth;

import org.jspecify.annotations.NullMarked;
