/**
 * A bank with a tone of known pitch, to measure synthesizers with.
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks.tone;

import org.jspecify.annotations.NullMarked;
