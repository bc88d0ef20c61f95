/** Playing through ALSA to a sound server: portcls beside the JDK's own line. */
@NullMarked
package portcls.bench.alsa;

import org.jspecify.annotations.NullMarked;
