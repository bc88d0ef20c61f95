@NullMarked
package portcls.ports.property;

import org.jspecify.annotations.NullMarked;
