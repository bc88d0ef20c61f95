/** Tests of the WaveRT miniport, with engines made by hand. */
@NullMarked
package miniport.wavert;

import org.jspecify.annotations.NullMarked;
