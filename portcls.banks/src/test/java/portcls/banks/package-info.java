@NullMarked
package portcls.banks;

import org.jspecify.annotations.NullMarked;
