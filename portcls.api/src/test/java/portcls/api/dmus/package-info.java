@NullMarked
package portcls.api.dmus;

import org.jspecify.annotations.NullMarked;
