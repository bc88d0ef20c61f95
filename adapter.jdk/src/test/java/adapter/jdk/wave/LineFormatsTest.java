package adapter.jdk.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;

class LineFormatsTest {
    private static AudioDataRange range(int channels, int bits, int lowest, int highest) {
        return new AudioDataRange(
                FormatIds.SUBTYPE_PCM,
                FormatIds.SPECIFIER_WAVEFORMATEX,
                channels,
                bits,
                bits,
                lowest,
                highest);
    }

    private static AudioFormat signed(float rate, int bits, int channels) {
        int frame = channels == AudioSystem.NOT_SPECIFIED ? channels : channels * bits / 8;
        return FakeMixer.format(Encoding.PCM_SIGNED, rate, bits, channels, frame, false);
    }

    @Test
    void a_line_of_any_rate_gets_the_usual_ones() {
        assertEquals(
                List.of(
                        range(2, 16, 8_000, 192_000),
                        range(2, 24, 8_000, 192_000),
                        range(2, 8, 8_000, 192_000)),
                LineFormats.ranges(FakeMixer.ANY_RATE, RateSpan.ALL));
    }

    @Test
    void a_line_that_names_its_rates_gets_just_those() {
        AudioFormat[] formats = {
            signed(48_000, 16, 2), signed(44_100, 16, 1), signed(48_000, 16, 6)
        };
        assertEquals(
                List.of(range(1, 16, 44_100, 44_100), range(6, 16, 48_000, 48_000)),
                LineFormats.ranges(formats, RateSpan.ALL));
    }

    @Test
    void a_line_that_does_not_say_how_many_channels_gets_many() {
        AudioFormat[] formats = {signed(48_000, 16, AudioSystem.NOT_SPECIFIED)};
        assertEquals(
                List.of(range(32, 16, 48_000, 48_000)), LineFormats.ranges(formats, RateSpan.ALL));
    }

    @Test
    void padded_compressed_and_big_endian_formats_are_left_out() {
        AudioFormat[] formats = {
            FakeMixer.format(Encoding.PCM_SIGNED, 48_000, 24, 2, 8, false),
            FakeMixer.format(Encoding.ULAW, 48_000, 8, 2, 2, false),
            FakeMixer.format(Encoding.PCM_SIGNED, 48_000, 16, 2, 4, true)
        };
        assertFalse(LineFormats.hasUsable(formats));
    }

    @Test
    void studio_quality_is_preferred_then_what_there_is() {
        assertEquals(
                WaveFormat.pcm(48_000, 16, 2),
                LineFormats.preferred(LineFormats.ranges(FakeMixer.ANY_RATE, RateSpan.ALL)));
        assertEquals(
                WaveFormat.pcm(44_100, 16, 2),
                LineFormats.preferred(List.of(range(2, 16, 44_100, 44_100))));
        assertEquals(
                WaveFormat.pcm(96_000, 24, 2),
                LineFormats.preferred(List.of(range(8, 24, 96_000, 96_000))));
    }

    @Test
    void formats_are_told_in_the_words_of_java_sound() {
        assertTrue(
                LineFormats.audioFormat(WaveFormat.pcm(44_100, 24, 2))
                        .orElseThrow()
                        .matches(new AudioFormat(44_100, 24, 2, true, false)));
        assertTrue(
                LineFormats.audioFormat(WaveFormat.pcm(8_000, 8, 1))
                        .orElseThrow()
                        .matches(new AudioFormat(8_000, 8, 1, false, false)));
        assertEquals(Optional.empty(), LineFormats.audioFormat(WaveFormat.float32(48_000, 2)));
    }

    @Test
    void rates_are_cut_to_what_opens() {
        List<Integer> tried = new ArrayList<>();
        assertEquals(
                new RateSpan(44_100, 96_000),
                RateSpan.tried(
                        rate -> {
                            tried.add(rate);
                            return rate >= 44_100 && rate <= 96_000;
                        }));
        assertEquals(List.of(192_000, 96_000, 8_000, 11_025, 22_050, 44_100), tried);
    }

    @Test
    void a_busy_line_is_believed() {
        assertEquals(RateSpan.ALL, RateSpan.tried(rate -> false));
    }
}
