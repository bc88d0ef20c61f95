/** The mixer chip of the Sound Blaster 16. */
@NullMarked
package miniport.topology.ct1745;

import org.jspecify.annotations.NullMarked;
