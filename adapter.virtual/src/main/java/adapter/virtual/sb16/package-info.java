/**
 * A Sound Blaster 16, down to its registers: DSP with two DMA channels, CT1745 mixer, MPU-401,
 * OPL3; what it sounds can be heard and recorded.
 *
 * <p>All of the card goes by one time line, that of its output: 44100 frames a second. Whoever
 * touches a register first lets the card catch up with the clock, so that everything has its effect
 * at the frame of its time.
 */
@NullMarked
package adapter.virtual.sb16;

import org.jspecify.annotations.NullMarked;
