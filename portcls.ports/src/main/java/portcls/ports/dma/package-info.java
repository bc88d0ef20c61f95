/** DMA channels that ports make for drivers, and memory that devices can reach. */
@NullMarked
package portcls.ports.dma;

import org.jspecify.annotations.NullMarked;
