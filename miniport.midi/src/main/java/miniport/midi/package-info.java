/** The UART miniport: MPU-401 registers and plain byte links. */
@NullMarked
package miniport.midi;

import org.jspecify.annotations.NullMarked;
