/** An MPU-401 in UART mode, down to its registers, and what can be plugged into it. */
@NullMarked
package adapter.virtual.mpu401;

import org.jspecify.annotations.NullMarked;
