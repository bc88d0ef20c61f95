@NullMarked
package portcls.ports.pnp;

import org.jspecify.annotations.NullMarked;
