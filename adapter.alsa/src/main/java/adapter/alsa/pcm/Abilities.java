package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a PCM can do in one direction.
 *
 * @param formats best first
 * @param preferred what it was found to accept
 */
record Abilities(List<AudioDataRange> formats, WaveFormat preferred) {
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 384_000;
    private static final int MOST_CHANNELS = 32;
    private static final int PROBE_MILLIS = 10;
    private static final int[] STANDARD_RATES = {
        8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200,
        96_000, 176_400, 192_000, 352_800, 384_000
    };

    /** In which order a format is preferred: what programs have, before what is finest. */
    private static final List<SampleFormat> PREFERENCE =
            List.of(
                    SampleFormat.FLOAT,
                    SampleFormat.S16,
                    SampleFormat.S32,
                    SampleFormat.S24_IN_32,
                    SampleFormat.S24,
                    SampleFormat.U8);

    Abilities {
        formats = List.copyOf(formats);
    }

    /**
     * Opens a PCM, asks it, sets it up with the preferred format, since some tell only then that
     * nothing is behind them, and closes it.
     *
     * @throws AlsaException when it cannot be used now
     */
    static Abilities probe(PcmSource source, Direction direction) throws AlsaException {
        try (Pcm pcm = Pcm.open(source, direction)) {
            Abilities found;
            try (HwSpace space = new HwSpace(pcm)) {
                found = ask(source, space);
            }
            WaveFormat wave = found.preferred;
            Shape.install(
                    pcm,
                    PREFERENCE.stream()
                            .filter(SampleFormat.carrying(wave)::contains)
                            .filter(
                                    s ->
                                            s.wave(1, 1).validBitsPerSample()
                                                    == wave.validBitsPerSample())
                            .findFirst()
                            .orElseThrow(),
                    wave.channels(),
                    wave.samplesPerSecond(),
                    wave.samplesPerSecond() * PROBE_MILLIS / 1_000,
                    source.periods());
            return found;
        }
    }

    private static Abilities ask(PcmSource source, HwSpace space) throws AlsaException {
        int channels = clip(space.maximumChannels(), MOST_CHANNELS);
        List<int[]> rates = rates(space);
        List<AudioDataRange> formats = new ArrayList<>();
        List<SampleFormat> samples = new ArrayList<>();
        for (SampleFormat format : SampleFormat.values()) {
            if (space.has(format)) {
                samples.add(format);
                for (int[] range : rates) {
                    AudioDataRange offered =
                            new AudioDataRange(
                                    format.subFormat(),
                                    FormatIds.SPECIFIER_WAVEFORMATEX,
                                    channels,
                                    format.bits,
                                    format.bits,
                                    range[0],
                                    range[1]);
                    if (!formats.contains(offered)) {
                        formats.add(offered);
                    }
                }
            }
        }
        if (formats.isEmpty() || space.minimumChannels() > MOST_CHANNELS) {
            throw AlsaException.because(
                    source.id()
                            + " does nothing that a wave format can tell: formats="
                            + samples
                            + ", rates="
                            + space.minimumRate()
                            + " to "
                            + space.maximumRate()
                            + ", channels="
                            + space.minimumChannels()
                            + " to "
                            + space.maximumChannels()
                            + "; put a plug PCM before it",
                    0);
        }
        SampleFormat best = PREFERENCE.stream().filter(samples::contains).findFirst().orElseThrow();
        return new Abilities(
                formats,
                best.wave(nearest(rates, source.rate()), channels(space, source.channels())));
    }

    /** Ranges of rates, each two numbers: one range, or one for each rate of a clock with steps. */
    private static List<int[]> rates(HwSpace space) {
        int lowest = (int) Math.max(LOWEST_RATE, space.minimumRate());
        int highest = clip(space.maximumRate(), HIGHEST_RATE);
        if (lowest > highest) {
            return List.of();
        }
        // A rate that no clock with steps has.
        int odd = (lowest + highest) / 2 | 1;
        while (odd % 5 == 0 || odd % 3 == 0) {
            odd += 2;
        }
        if (lowest == highest || odd < highest && space.hasRate(odd)) {
            return List.of(new int[] {lowest, highest});
        }
        return IntStream.of(STANDARD_RATES)
                .filter(rate -> rate >= lowest && rate <= highest && space.hasRate(rate))
                .mapToObj(rate -> new int[] {rate, rate})
                .toList();
    }

    private static int nearest(List<int[]> rates, int wish) {
        return rates.stream()
                .map(range -> Math.clamp(wish, range[0], range[1]))
                .min(Comparator.comparingInt(rate -> Math.abs(rate - wish)))
                .orElseThrow();
    }

    private static int channels(HwSpace space, int wish) {
        return IntStream.rangeClosed(1, MOST_CHANNELS)
                .filter(space::hasChannels)
                .boxed()
                .min(Comparator.comparingInt(number -> Math.abs(number - wish)))
                .orElse(wish);
    }

    private static int clip(long value, int limit) {
        return (int) Math.min(value, limit);
    }
}
