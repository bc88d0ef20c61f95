@NullMarked
package portcls.ports.power;

import org.jspecify.annotations.NullMarked;
