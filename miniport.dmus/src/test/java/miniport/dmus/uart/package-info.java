/** Tests of the DMus UART miniport, with a device made by hand. */
@NullMarked
package miniport.dmus.uart;

import org.jspecify.annotations.NullMarked;
