package portcls.api.wavert;

import java.lang.foreign.MemorySegment;

/**
 * A register that clients read without a call, KSRTAUDIO_HWREGISTER ({@code
 * ns-ksmedia-ksrtaudio_hwregister}).
 *
 * @param register the register itself, aligned to its width
 * @param width 32 or 64 bits
 * @param numerator clock register: ticks per second are numerator / denominator
 * @param denominator see above
 * @param accuracy largest step of the register: bytes for a position, ticks for a clock
 */
public record HwRegister(
        MemorySegment register, int width, long numerator, long denominator, int accuracy) {
    public HwRegister {
        if (width != Integer.SIZE && width != Long.SIZE
                || register.byteSize() * Byte.SIZE < width) {
            throw new IllegalArgumentException(
                    "a register is 32 or 64 bits wide and lies in memory of that size: width="
                            + width
                            + ", bytes="
                            + register.byteSize());
        }
    }
}
