/**
 * The chunks that sound banks are made of, read without believing a size and written with right
 * ones.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks.riff;

import org.jspecify.annotations.NullMarked;
