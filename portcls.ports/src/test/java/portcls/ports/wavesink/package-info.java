@NullMarked
package portcls.ports.wavesink;

import org.jspecify.annotations.NullMarked;
