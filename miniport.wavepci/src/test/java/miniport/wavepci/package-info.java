/** Tests of the WavePci miniport, with the simulated device. */
@NullMarked
package miniport.wavepci;

import org.jspecify.annotations.NullMarked;
