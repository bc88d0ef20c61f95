/** JACK clients side by side: C, JNAJack, portcls. */
@NullMarked
package portcls.bench.jack;

import org.jspecify.annotations.NullMarked;
