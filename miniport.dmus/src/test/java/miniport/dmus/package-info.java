@NullMarked
package miniport.dmus;

import org.jspecify.annotations.NullMarked;
