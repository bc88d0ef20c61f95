package portcls.ports.wavesink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavesink.SinkBench.Line;

import java.util.List;

/** A synthesizer's sound in the format that the device likes. */
@Timeout(60)
class ConvertedFeedTest {
    private static final double HERTZ = 1_000;

    @ParameterizedTest
    @CsvSource({
        "48000, 48000, 2, 90",
        "48000, 48000, 1, 90",
        "44100, 48000, 2, 75",
        "48000, 44100, 2, 75",
        "22050, 48000, 1, 75",
        "48000, 44100, 6, 75"
    })
    void aSineComesOutAsThatSineWithoutAnyBreak(int from, int to, int channels, double least)
            throws Exception {
        try (SinkBench bench = new SinkBench(WaveFormat.float32(from, channels))) {
            bench.synth.hertz = HERTZ;
            bench.synth.records = false;
            Line line = bench.plug(TestHouse.device("test:wave"), only16BitStereo(to));
            bench.start();
            bench.packets(100);
            List<Integer> sound = line.sound();
            assertTrue(sound.size() > 90 * 440, "frames=" + sound.size());
            // The first sample of a sine is 0, and cannot be told from the silence before it.
            int offset = offset(sound, to);
            double noise = 0;
            double signal = 0;
            for (int i = 200; i < sound.size(); i++) {
                double exact = 0.5 * Math.sin(2 * Math.PI * HERTZ * (i + offset) / to);
                double left = (short) (int) sound.get(i) / 32_768.0;
                double right = (short) (sound.get(i) >> 16) / 32_768.0;
                assertEquals(left, right);
                noise += (left - exact) * (left - exact);
                signal += exact * exact;
            }
            double decibels = 10 * Math.log10(signal / noise);
            assertTrue(decibels > least, decibels + " dB");
            assertEquals(0, bench.sink.lostFrames());
            // What is rendered is what is heard, and half a window at most.
            double expected = (double) (100 * 480) * from / to;
            assertEquals(expected, bench.synth.rendered, 3 * 480 + 100);
        }
    }

    @Test
    void channelsAreSpreadAndMeant() {
        float[] one = {1, 2};
        float[] out = new float[6];
        new ChannelMap(1, 3).map(one, out, 2);
        assertArrayEquals(new float[] {1, 1, 1, 2, 2, 2}, out);
        float[] mono = new float[2];
        new ChannelMap(3, 1).map(new float[] {1, 2, 6, 2, 2, 2}, mono, 2);
        assertArrayEquals(new float[] {3, 2}, mono);
        float[] four = new float[4];
        new ChannelMap(2, 4).map(new float[] {5, 6}, four, 1);
        assertArrayEquals(new float[] {5, 6, 0, 0}, four);
        float[] two = new float[2];
        new ChannelMap(4, 2).map(new float[] {5, 6, 7, 8}, two, 1);
        assertArrayEquals(new float[] {5, 6}, two);
    }

    /** Which frame of the sine the first one is that is not silent: the one that fits best. */
    private static int offset(List<Integer> sound, int rate) {
        double best = Double.MAX_VALUE;
        int found = 0;
        for (int offset = -80; offset < 80; offset++) {
            double off = 0;
            for (int i = 200; i < 300; i++) {
                double exact = 0.5 * Math.sin(2 * Math.PI * HERTZ * (i + offset) / rate);
                double left = (short) (int) sound.get(i) / 32_768.0;
                off += Math.abs(left - exact);
            }
            if (off < best) {
                best = off;
                found = offset;
            }
        }
        return found;
    }

    private static FakeWave only16BitStereo(int rate) {
        AudioDataRange range =
                new AudioDataRange(
                        FormatIds.SUBTYPE_PCM,
                        FormatIds.SPECIFIER_WAVEFORMATEX,
                        2,
                        16,
                        16,
                        rate,
                        rate);
        FakeWave wave = new FakeWave();
        wave.descriptor =
                FilterDescriptor.builder("Fake wave")
                        .pin(PinDescriptor.streaming(DataFlow.IN, PinCategories.MIDI_RENDER, range))
                        .category(Categories.AUDIO)
                        .category(Categories.RENDER)
                        .build();
        return wave;
    }
}
