package adapter.virtual.wave;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Takes what a device plays out of its mix, in a format of its own: by the bit when a stream of
 * that format sounds alone and unchanged. Else channels go where {@link Samples#add} says. Silence
 * for what is secret. The streaming thread's own.
 */
final class Tap {
    private final Mix mix;
    private final WaveFormat format;
    private final SampleCodec codec;
    private final float[] converted;

    Tap(Mix mix, WaveFormat format, int maximumFrames) {
        this.mix = mix;
        this.format = format;
        codec = SampleCodec.of(format);
        converted =
                new float
                        [format.channels() == mix.channels()
                                ? 0
                                : maximumFrames * format.channels()];
    }

    /**
     * Copies frames.
     *
     * @param from the first one, from the start of the block
     * @param offset bytes into {@code to}
     */
    void copy(int from, int frames, MemorySegment to, long offset) {
        RenderStream lone = mix.lone();
        if (mix.isSilentToStore()) {
            Samples.silence(format, to, offset, frames);
        } else if (lone != null && Samples.same(lone.format(), format)) {
            lone.copy(from, frames, to, offset);
        } else if (format.channels() == mix.channels()) {
            codec.encode(
                    mix.samples(), from * mix.channels(), to, offset, frames * format.channels());
        } else {
            convert(from, frames);
            codec.encode(converted, 0, to, offset, frames * format.channels());
        }
    }

    private void convert(int from, int frames) {
        Arrays.fill(converted, 0, frames * format.channels(), 0);
        Samples.add(mix.samples(), from, mix.channels(), converted, format.channels(), frames);
    }
}
