package miniport.dmus.synth;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes a mix in the format of a stream: 32-bit float or 16-bit integer, stereo or mono. What is
 * louder than full scale is cut to it.
 */
final class SampleWriter {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final float FULL_SCALE = 32_768;

    private final boolean isFloat;
    private final int channels;

    /**
     * Makes one for a format.
     *
     * @throws PortClsException NO_MATCH when it is another kind of format
     */
    SampleWriter(WaveFormat format) {
        isFloat = format.isFloat() && format.bitsPerSample() == Float.SIZE;
        channels = format.channels();
        boolean isInteger =
                format.subFormat().equals(FormatIds.SUBTYPE_PCM)
                        && format.bitsPerSample() == Short.SIZE;
        if (!isFloat && !isInteger || channels > SynthEngine.CHANNELS) {
            throw new PortClsException(
                    Status.NO_MATCH,
                    "the sound of a synthesizer is 32-bit float or 16-bit integer, mono or stereo:"
                            + " format="
                            + format.text());
        }
    }

    /**
     * Writes frames.
     *
     * @param stereo left and right in turn, from index 0
     * @param at first byte in the target
     */
    @Irql(Level.DISPATCH)
    void write(float[] stereo, int frames, MemorySegment target, long at) {
        int samples = frames * SynthEngine.CHANNELS;
        if (channels == 1) {
            for (int i = 0; i < frames; i++) {
                stereo[i] = (stereo[2 * i] + stereo[2 * i + 1]) / 2;
            }
            samples = frames;
        }
        if (isFloat) {
            for (int i = 0; i < samples; i++) {
                target.set(FLOAT, at + (long) i * Float.BYTES, Math.clamp(stereo[i], -1f, 1f));
            }
        } else {
            for (int i = 0; i < samples; i++) {
                int value = Math.round(stereo[i] * FULL_SCALE);
                target.set(
                        SHORT,
                        at + (long) i * Short.BYTES,
                        (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE));
            }
        }
    }
}
