@NullMarked
package portcls.ports.wavert;

import org.jspecify.annotations.NullMarked;
