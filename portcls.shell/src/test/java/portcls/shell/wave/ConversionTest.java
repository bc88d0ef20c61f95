package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.ks.WaveFormat;
import portcls.wav.SoundMeter;

import java.io.IOException;
import java.util.Arrays;

final class ConversionTest {
    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 44100", "96000, 44100", "8000, 48000", "44100, 192000"})
    void anotherRateKeepsPitchLevelAndLength(int from, int to) throws IOException {
        FloatSource source = new RateChange(new Tone(1000, 0.5, 2, 2, from), to);
        assertEquals(2 * to, source.frames());
        float[] samples = readAll(source);
        assertEquals(2.0, samples.length / 2.0 / to, 0.003);
        float[] middle = Arrays.copyOfRange(samples, to / 5 * 2, samples.length - to / 5 * 2);
        SoundMeter meter = WaveStage.meter(middle, 2, to);
        assertEquals(1000, meter.frequency(1), 0.1);
        assertEquals(0.5 / Math.sqrt(2), meter.rms(0), 0.005);
    }

    @Test
    void oneChannelGoesToAllAndAllToOne() throws IOException {
        float[] one = {0.5f, -0.25f};
        assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, -0.25f, -0.25f, -0.25f}, map(one, 1, 3));
        assertArrayEquals(one, map(new float[] {0.25f, 0.75f, -0.5f, 0}, 2, 1));
    }

    @Test
    void otherChannelsStayWhereTheyAre() throws IOException {
        assertArrayEquals(
                new float[] {0.1f, 0.2f, 0.4f, 0.5f},
                map(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, 3, 2));
        assertArrayEquals(
                new float[] {0.1f, 0.2f, 0, 0, 0.3f, 0.4f, 0, 0},
                map(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 2, 4));
    }

    @Test
    void whatIsConvertedIsSaid() {
        WaveFormat cd = WaveFormat.pcm(44_100, 16, 2);
        assertEquals("", Conversion.text(cd, cd));
        assertEquals("samples from int16", Conversion.text(cd, WaveFormat.float32(44_100, 2)));
        assertEquals(
                "rate from 44100 Hz by the JDK's windowed sinc, the mean of 2 channels",
                Conversion.text(cd, WaveFormat.pcm(48_000, 16, 1)));
        assertEquals("the first 2 of 6 channels", ChannelMap.text(6, 2));
        assertEquals("2 channels on the first of 8", ChannelMap.text(2, 8));
        assertTrue(Conversion.text(cd, WaveFormat.pcm(44_100, 24, 2)).startsWith("samples"));
    }

    private static float[] map(float[] samples, int from, int to) throws IOException {
        return readAll(new ChannelMap(new Samples(samples, from), to));
    }

    private static float[] readAll(FloatSource source) throws IOException {
        float[] all = new float[(int) (source.frames() + 1000) * source.channels()];
        float[] block = new float[777 * source.channels()];
        int total = 0;
        int count;
        do {
            count = source.read(block, 777);
            System.arraycopy(block, 0, all, total, count * source.channels());
            total += count * source.channels();
        } while (count == 777);
        return Arrays.copyOf(all, total);
    }

    private record Samples(float[] samples, int channels) implements FloatSource {
        @Override
        public int rate() {
            return 8_000;
        }

        @Override
        public long frames() {
            return samples.length / channels;
        }

        @Override
        public int read(float[] into, int count) {
            System.arraycopy(samples, 0, into, 0, samples.length);
            return samples.length / channels;
        }
    }
}
