/** Tests of the bundle. */
@NullMarked
package miniport.wavecyclic;

import org.jspecify.annotations.NullMarked;
