/**
 * Downloadable Sounds, level 1 and 2: model, reader with its checks, writer.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks.dls;

import org.jspecify.annotations.NullMarked;
