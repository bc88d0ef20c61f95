@NullMarked
package portcls.banks.tone;

import org.jspecify.annotations.NullMarked;
