@NullMarked
package portcls.ports.wavepci;

import org.jspecify.annotations.NullMarked;
