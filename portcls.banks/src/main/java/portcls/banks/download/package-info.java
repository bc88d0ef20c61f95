/**
 * DLS data in the blocks that a program downloads into a synthesizer ({@code
 * dls-download-support}).
 *
 * <p>Not a bundle: the bundles that need it carry it inside them ({@code Private-Package}).
 */
@NullMarked
package portcls.banks.download;

import org.jspecify.annotations.NullMarked;
