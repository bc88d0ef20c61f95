@NullMarked
package portcls.ports.wavecyclic;

import org.jspecify.annotations.NullMarked;
