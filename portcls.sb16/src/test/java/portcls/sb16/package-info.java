/** Tests of the register protocols, with a card of test code. */
@NullMarked
package portcls.sb16;

import org.jspecify.annotations.NullMarked;
