/** The WaveRT miniport: plays and records with the wave engine of any adapter. */
@NullMarked
package miniport.wavert;

import org.jspecify.annotations.NullMarked;
