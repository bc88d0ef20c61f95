package adapter.jdk.wave;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;

/**
 * The formats of Java Sound and those of the documents. Only what is the same in both is used:
 * integer PCM of 8 (unsigned), 16, 24 and 32 bits, little-endian, without padding.
 */
final class LineFormats {
    /** Best first: what every mixer does without conversion, then by precision. */
    private static final List<Integer> BITS = List.of(16, 24, 32, 8);

    /** A mixer that does not say how many channels it takes. */
    private static final int MANY_CHANNELS = 32;

    private LineFormats() {}

    /** Whether any of a line's formats can be used. */
    static boolean hasUsable(AudioFormat[] formats) {
        return Stream.of(formats).anyMatch(LineFormats::isUsable);
    }

    /**
     * What a line can do as data ranges. A line that takes any rate gets {@code span}; one that
     * names its rates gets a range for each.
     */
    static List<AudioDataRange> ranges(AudioFormat[] formats, RateSpan span) {
        List<AudioDataRange> ranges = new ArrayList<>();
        for (int bits : BITS) {
            List<AudioFormat> some =
                    Stream.of(formats)
                            .filter(f -> isUsable(f) && f.getSampleSizeInBits() == bits)
                            .toList();
            if (some.stream().anyMatch(f -> f.getSampleRate() == AudioSystem.NOT_SPECIFIED)) {
                ranges.add(range(channels(some), bits, span.lowest(), span.highest()));
            } else {
                SortedSet<Integer> rates = new TreeSet<>();
                some.forEach(f -> rates.add(Math.round(f.getSampleRate())));
                for (int rate : rates) {
                    List<AudioFormat> same =
                            some.stream()
                                    .filter(f -> Math.round(f.getSampleRate()) == rate)
                                    .toList();
                    ranges.add(range(channels(same), bits, rate, rate));
                }
            }
        }
        return ranges;
    }

    /** CD or studio quality when it lies in the ranges, else the first thing that does. */
    static WaveFormat preferred(List<AudioDataRange> ranges) {
        return Stream.of(
                        WaveFormat.pcm(48_000, 16, 2),
                        WaveFormat.pcm(44_100, 16, 2),
                        WaveFormat.pcm(48_000, 16, 1),
                        WaveFormat.pcm(44_100, 16, 1))
                .filter(format -> ranges.stream().anyMatch(format::fits))
                .findFirst()
                .orElseGet(() -> simplest(ranges.getFirst()));
    }

    /** The same format in Java Sound's words; empty when it has none. */
    static Optional<AudioFormat> audioFormat(WaveFormat format) {
        int bits = format.bitsPerSample();
        if (!format.subFormat().equals(FormatIds.SUBTYPE_PCM)
                || format.validBitsPerSample() != bits
                || !BITS.contains(bits)) {
            return Optional.empty();
        }
        return Optional.of(
                new AudioFormat(
                        format.samplesPerSecond(),
                        bits,
                        format.channels(),
                        bits > Byte.SIZE,
                        false));
    }

    private static WaveFormat simplest(AudioDataRange range) {
        return WaveFormat.pcm(
                range.maximumSampleFrequency(),
                range.maximumBitsPerSample(),
                Math.min(2, range.maximumChannels()));
    }

    private static boolean isUsable(AudioFormat format) {
        int bits = format.getSampleSizeInBits();
        int channels = format.getChannels();
        Encoding wanted = bits == Byte.SIZE ? Encoding.PCM_UNSIGNED : Encoding.PCM_SIGNED;
        return BITS.contains(bits)
                && format.getEncoding().equals(wanted)
                && (bits == Byte.SIZE || !format.isBigEndian())
                && (channels == AudioSystem.NOT_SPECIFIED
                        || format.getFrameSize() == channels * bits / Byte.SIZE);
    }

    private static int channels(List<AudioFormat> formats) {
        return formats.stream()
                .mapToInt(AudioFormat::getChannels)
                .map(count -> count == AudioSystem.NOT_SPECIFIED ? MANY_CHANNELS : count)
                .max()
                .orElse(1);
    }

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
}
