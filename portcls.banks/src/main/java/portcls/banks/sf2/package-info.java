/**
 * SoundFont 2 files: model, reader with its checks, writer.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks.sf2;

import org.jspecify.annotations.NullMarked;
