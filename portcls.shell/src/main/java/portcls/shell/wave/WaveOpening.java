package portcls.shell.wave;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.FilterHandle;
import portcls.api.client.WavePin;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.text.Texts;
import portcls.wav.SampleCodec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens a wave pin in the best of several formats.
 *
 * @param device its filter
 * @param capture whether it records
 * @param pinId which pin; empty = the first for ordinary streams
 * @param option by which another device is chosen
 */
record WaveOpening(FilterEntry device, boolean capture, Optional<Integer> pinId, String option) {
    /** How the ports say that a pin has as many streams as it takes. */
    private static final String FULL = "all instances of pin";

    /** A pin that plays. */
    static WaveOpening render(FilterEntry device) {
        return new WaveOpening(device, false, Optional.empty(), "--device");
    }

    /** A pin that records. */
    static WaveOpening capture(FilterEntry device, String option) {
        return new WaveOpening(device, true, Optional.empty(), option);
    }

    /** The same with a pin that was chosen. */
    WaveOpening pin(int id) {
        return new WaveOpening(device, capture, Optional.of(id), option);
    }

    /** Opens it in exactly a format. */
    WavePin openAs(WaveFormat format, Buffer buffer) throws CommandException {
        return open(buffer, (handle, pin) -> List.of(format), format.text());
    }

    /** Opens it in the format that it likes best. */
    WavePin openAsItLikes(Buffer buffer) throws CommandException {
        return open(
                buffer,
                (handle, pin) -> near(handle, pin, handle.preferredFormat(pin)),
                "any format that samples can be converted to");
    }

    /**
     * Opens it in a format; where it does not have that, in the one that is nearest: with other
     * samples, then with other channels, then at another rate.
     */
    WavePin openNear(WaveFormat format, Buffer buffer) throws CommandException {
        return open(
                buffer,
                (handle, pin) -> near(handle, pin, format),
                format.text() + ", nor anything that it can be converted to");
    }

    /** The format that the pin likes best. */
    WaveFormat preferred() throws CommandException {
        try (FilterHandle handle = device.filter().open()) {
            return handle.preferredFormat(pin(handle));
        } catch (PortClsException e) {
            throw refused(e, "any format", "");
        }
    }

    private interface Wishes {
        List<WaveFormat> of(FilterHandle handle, int pin);
    }

    private WavePin open(Buffer buffer, Wishes wishes, String wanted) throws CommandException {
        String offer = "";
        FilterHandle handle = null;
        try {
            handle = device.filter().open();
            int pin = pin(handle);
            offer = offer(handle, pin);
            return first(handle, pin, wishes.of(handle, pin), buffer);
        } catch (PortClsException e) {
            if (handle != null) {
                handle.close();
            }
            throw refused(e, wanted, offer);
        }
    }

    private int pin(FilterHandle handle) {
        return pinId.isPresent() ? pinId.get() : handle.firstWavePin(capture);
    }

    private static WavePin first(
            FilterHandle handle, int pin, List<WaveFormat> formats, Buffer buffer) {
        PortClsException refusal = null;
        for (WaveFormat format : formats) {
            try {
                return handle.openWave(pin, format, buffer, true);
            } catch (PortClsException e) {
                if (e.status() != Status.NO_MATCH) {
                    throw e;
                }
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal != null
                ? refusal
                : new PortClsException(Status.NO_MATCH, "it has no such format");
    }

    private static List<WaveFormat> near(FilterHandle handle, int pin, WaveFormat wish) {
        Set<WaveFormat> formats = new LinkedHashSet<>();
        WaveFormat liked = handle.preferredFormat(pin);
        int rate = wish.samplesPerSecond();
        formats.add(wish);
        formats.addAll(kinds(rate, wish.channels(), liked));
        formats.addAll(common(handle, pin, wish));
        formats.addAll(kinds(rate, liked.channels(), liked));
        formats.add(liked);
        formats.removeIf(
                format ->
                        !format.equals(liked) && !isOffered(handle, pin, format)
                                || !isConvertible(format));
        return List.copyOf(formats);
    }

    /** All kinds of samples, those that lose least first, after the kind that the device likes. */
    private static List<WaveFormat> kinds(int rate, int channels, WaveFormat liked) {
        List<WaveFormat> kinds = new ArrayList<>();
        kinds.add(
                new WaveFormat(
                        liked.subFormat(),
                        channels,
                        rate,
                        liked.bitsPerSample(),
                        liked.validBitsPerSample(),
                        channels == liked.channels() ? liked.channelMask() : 0,
                        liked.extensible()));
        kinds.add(WaveFormat.float32(rate, channels));
        for (int bits = Integer.SIZE; bits >= Byte.SIZE; bits -= Byte.SIZE) {
            kinds.add(WaveFormat.pcm(rate, bits, channels));
        }
        return kinds;
    }

    /** What the device itself calls the nearest at that rate. */
    private static List<WaveFormat> common(FilterHandle handle, int pin, WaveFormat wish) {
        AudioDataRange range =
                new AudioDataRange(
                        FormatIds.WILDCARD,
                        FormatIds.SPECIFIER_WAVEFORMATEX,
                        wish.channels(),
                        Byte.SIZE,
                        Integer.SIZE,
                        wish.samplesPerSecond(),
                        wish.samplesPerSecond());
        try {
            return handle.intersect(pin, List.of(range)) instanceof WaveDataFormat found
                    ? List.of(found.format())
                    : List.of();
        } catch (PortClsException e) {
            if (e.status() != Status.NO_MATCH) {
                throw e;
            }
            return List.of();
        }
    }

    private static boolean isOffered(FilterHandle handle, int pin, WaveFormat format) {
        return ranges(handle, pin).stream().anyMatch(format::fits);
    }

    private static boolean isConvertible(WaveFormat format) {
        try {
            SampleCodec.of(format);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<AudioDataRange> ranges(FilterHandle handle, int pin) {
        List<DataRange> all = handle.filter().descriptor().pins().get(pin).dataRanges();
        return all.stream()
                .filter(AudioDataRange.class::isInstance)
                .map(AudioDataRange.class::cast)
                .toList();
    }

    private static String offer(FilterHandle handle, int pin) {
        return ranges(handle, pin).stream()
                .map(WaveOpening::text)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String text(AudioDataRange range) {
        boolean floats = range.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        return String.format(
                Locale.ROOT,
                "%s of %s bits, %s Hz, up to %s",
                floats ? "float" : "int",
                span(range.minimumBitsPerSample(), range.maximumBitsPerSample()),
                span(range.minimumSampleFrequency(), range.maximumSampleFrequency()),
                Texts.count(range.maximumChannels(), "channel"));
    }

    private static String span(int least, int most) {
        return least == most ? Integer.toString(least) : least + " … " + most;
    }

    private CommandException refused(PortClsException e, String wanted, String offer) {
        String id = device.id();
        String other = "choose another device with " + option;
        String why = Texts.message(e);
        String text =
                switch (e.status()) {
                    case NO_MATCH ->
                            id
                                    + " does not have "
                                    + wanted
                                    + (offer.isEmpty() ? ": " + why : ".\n  What it has: " + offer)
                                    + "\n  What to do: choose one of these, or "
                                    + other
                                    + ".";
                    case DEVICE_BUSY ->
                            id
                                    + " is in use"
                                    + (e.getMessage() == null || e.getMessage().contains(FULL)
                                            ? " already"
                                            : ": " + why)
                                    + ".\n  What to do: end what "
                                    + (capture ? "records from it" : "plays on it")
                                    + " (`jobs` lists what this shell does), or "
                                    + other
                                    + "; `devices` lists them.";
                    case DEVICE_REMOVED ->
                            id
                                    + " has just gone: "
                                    + why
                                    + "\n  What to do: plug it in again, or "
                                    + other
                                    + "; `devices` lists them.";
                    default ->
                            id
                                    + " cannot be opened: "
                                    + why
                                    + "\n  What to do: `why "
                                    + id
                                    + "` says more; or "
                                    + other
                                    + ".";
                };
        return new CommandException(text, e);
    }
}
