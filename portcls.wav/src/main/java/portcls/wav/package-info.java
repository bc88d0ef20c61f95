/**
 * WAV files and the samples in them: reading, writing, conversion from and to float, another sample
 * rate, measuring.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.wav;

import org.jspecify.annotations.NullMarked;
