/**
 * Sound banks for synthesizers: SoundFont 2 and DLS files, read, checked and written anew, so that
 * a synthesizer never sees what was not checked.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks;

import org.jspecify.annotations.NullMarked;
