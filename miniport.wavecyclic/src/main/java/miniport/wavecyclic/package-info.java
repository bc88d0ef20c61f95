/** The stock WaveCyclic miniport: the waves of a Sound Blaster 16. */
@NullMarked
package miniport.wavecyclic;

import org.jspecify.annotations.NullMarked;
