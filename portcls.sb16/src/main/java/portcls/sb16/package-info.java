/**
 * The Sound Blaster 16 as its drivers share it: the register protocols of its DSP and of its mixer,
 * and the miniport of its waves.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code -conditionalpackage}).
 */
@NullMarked
package portcls.sb16;

import org.jspecify.annotations.NullMarked;
