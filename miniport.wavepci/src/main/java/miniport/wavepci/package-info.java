/** The WavePci miniport: plays and records with AC'97 controllers of the ICH class. */
@NullMarked
package miniport.wavepci;

import org.jspecify.annotations.NullMarked;
