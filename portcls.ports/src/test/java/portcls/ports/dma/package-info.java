@NullMarked
package portcls.ports.dma;

import org.jspecify.annotations.NullMarked;
