/** Tests of the WaveRT miniport, with engines made by hand. */
@NullMarked
package miniport.topology;

import org.jspecify.annotations.NullMarked;
