package portcls.shell.wave;

import portcls.api.ks.WaveFormat;
import portcls.shell.command.CommandException;
import portcls.wav.WavReader;

import java.util.ArrayList;
import java.util.List;

/** From the format of a file to the format of a device. */
final class Conversion {
    private Conversion() {}

    /** A file as a device takes it. */
    static Sound of(WavReader file, WaveFormat device) throws CommandException {
        if (isSame(file.format(), device)) {
            return new PlainSound(file);
        }
        FloatSource source = new FileSource(file);
        // The fewer channels, the less there is to convert.
        if (source.channels() > device.channels()) {
            source = new ChannelMap(source, device.channels());
        }
        if (source.rate() != device.samplesPerSecond()) {
            source = atRate(source, device.samplesPerSecond());
        }
        if (source.channels() < device.channels()) {
            source = new ChannelMap(source, device.channels());
        }
        return new CodedSound(source, device);
    }

    /** What is converted, for people; empty when nothing is. */
    static String text(WaveFormat file, WaveFormat device) {
        List<String> parts = new ArrayList<>();
        if (file.samplesPerSecond() != device.samplesPerSecond()) {
            parts.add("rate from " + file.samplesPerSecond() + " Hz " + RateChange.HOW);
        }
        if (file.channels() != device.channels()) {
            parts.add(ChannelMap.text(file.channels(), device.channels()));
        }
        if (!isSameKind(file, device)) {
            parts.add("samples from " + kind(file));
        }
        return String.join(", ", parts);
    }

    private static FloatSource atRate(FloatSource source, int rate) throws CommandException {
        try {
            return new RateChange(source, rate);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "This Java cannot convert a sound of "
                            + source.rate()
                            + " Hz to the "
                            + rate
                            + " Hz of the device.\n"
                            + "  What to do: convert the file, for instance with: sox SONG.wav -r "
                            + rate
                            + " other.wav",
                    e);
        }
    }

    private static boolean isSame(WaveFormat file, WaveFormat device) {
        return file.samplesPerSecond() == device.samplesPerSecond()
                && file.channels() == device.channels()
                && isSameKind(file, device);
    }

    private static boolean isSameKind(WaveFormat file, WaveFormat device) {
        return file.subFormat().equals(device.subFormat())
                && file.bitsPerSample() == device.bitsPerSample()
                && file.validBitsPerSample() <= device.validBitsPerSample();
    }

    private static String kind(WaveFormat format) {
        String text = format.text();
        return text.substring(text.indexOf("ch ") + "ch ".length());
    }
}
