@NullMarked
package portcls.gervill;

import org.jspecify.annotations.NullMarked;
