@NullMarked
package miniport.dmus.gervill;

import org.jspecify.annotations.NullMarked;
