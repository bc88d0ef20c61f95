/**
 * The DMus UART miniport: an MPU-401 with MIDI and DirectMusic pins, and its form that only
 * captures.
 */
@NullMarked
package miniport.dmus.uart;

import org.jspecify.annotations.NullMarked;
