package portcls.shell.synth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.FilterHandle;
import portcls.api.client.PropertyAccess;
import portcls.api.client.Target;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthStats;
import portcls.api.dmus.WaveSinkProperty;
import portcls.api.ks.InstanceCount;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.SynthClockProperty;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.FilterEntry;
import portcls.shell.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be asked of a synthesizer, as lines. What it does not have is left out.
 *
 * @param synth the synthesizer
 * @param isThere whether there is a wave device of an id
 */
record SynthQuestions(FilterEntry synth, Predicate<String> isThere) {
    private static final int TERM = 11;
    private static final int CHANNELS_OF_GROUP = 16;
    private static final double CENTI = 100;
    private static final double MEGA = 1e6;

    /** What belongs to all pins; asked before one is opened for the questions. */
    List<String> ofFilter(FilterHandle handle) {
        List<String> lines = new ArrayList<>();
        Optional<String> output = ask(handle, WaveSinkProperty.OUTPUT, Target.self());
        Optional<String> playing = ask(handle, WaveSinkProperty.PLAYING, Target.self());
        if (output.isPresent() && playing.isPresent()) {
            lines.add(line("heard on", heard(output.get(), playing.get())));
        }
        ask(handle, WaveSinkProperty.LOST_FRAMES, Target.self())
                .filter(lost -> lost > 0)
                .ifPresent(
                        lost ->
                                lines.add(
                                        line(
                                                "lost",
                                                Texts.count(lost, "frame")
                                                        + " not heard since it came: no wave device"
                                                        + " was there, or the machine was too"
                                                        + " busy")));
        ask(handle, PinProperty.GLOBALCINSTANCES, Target.pin(handle.firstDirectMusicPin(false)))
                .ifPresent(count -> lines.add(line("open pins", pins(count))));
        return lines;
    }

    /** What a pin knows. */
    List<String> ofPin(FilterHandle handle, DirectMusicPin pin) {
        Target node = SynthNode.of(synth.filter()).target();
        List<String> lines = new ArrayList<>();
        ask(pin, SynthProperty.CAPS, node).ifPresent(caps -> lines.addAll(capabilities(caps)));
        ask(pin, SynthDlsProperty.WAVEFORMAT, node)
                .map(WaveFormat::text)
                .ifPresent(format -> lines.add(line("sound", format)));
        volume(pin, node).ifPresent(text -> lines.add(line("volume", text)));
        pin.run();
        latency(handle, pin, node).ifPresent(text -> lines.add(line("latency", text)));
        ask(pin, SynthProperty.RUNNINGSTATS, node)
                .map(SynthQuestions::statistics)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> lines.add(line("now", text)));
        return lines;
    }

    private List<String> capabilities(SynthCaps caps) {
        List<String> lines = new ArrayList<>();
        if (!caps.description().isBlank()) {
            lines.add(line("is", caps.description()));
        }
        lines.add(
                line(
                        "kind",
                        caps.has(SynthCaps.SOFTWARESYNTH)
                                ? "software synthesizer"
                                : caps.has(SynthCaps.EXTERNAL)
                                        ? "external synthesizer"
                                        : "hardware synthesizer"));
        lines.add(line("takes", banks(caps, synth.id().startsWith(Synthesizers.PREFIX))));
        lines.add(line("voices", most(caps.maxVoices())));
        lines.add(
                line(
                        "channels",
                        caps.maxChannelGroups() == SynthCaps.UNKNOWN
                                ? "unknown number"
                                : Texts.count(caps.maxChannelGroups(), "group")
                                        + " of "
                                        + CHANNELS_OF_GROUP));
        lines.add(line("effects", effects(caps)));
        return lines;
    }

    /** Synthesizers of the house take a SoundFont where they take DLS, which has no flag for it. */
    private static String banks(SynthCaps caps, boolean isOfHouse) {
        List<String> kinds = new ArrayList<>();
        if (caps.has(SynthCaps.DLS)) {
            kinds.add("DLS 1");
        }
        if (caps.has(SynthCaps.DLS2)) {
            kinds.add("DLS 2");
        }
        if (isOfHouse && !kinds.isEmpty()) {
            kinds.add("SoundFont 2");
        }
        if (caps.has(SynthCaps.GMINHARDWARE)) {
            kinds.add("General MIDI built in");
        }
        if (caps.has(SynthCaps.GSINHARDWARE)) {
            kinds.add("GS built in");
        }
        String where =
                caps.memorySize() == SynthCaps.SYSTEMMEMORY
                        ? "samples in system memory"
                        : String.format(
                                Locale.ROOT, "%.1f MB for samples", caps.memorySize() / MEGA);
        return (kinds.isEmpty() ? "none can be downloaded" : Texts.list(kinds)) + "; " + where;
    }

    private static String effects(SynthCaps caps) {
        List<String> effects = new ArrayList<>();
        if ((caps.effectFlags() & SynthCaps.EFFECT_REVERB) != 0) {
            effects.add("reverb");
        }
        if ((caps.effectFlags() & SynthCaps.EFFECT_CHORUS) != 0) {
            effects.add("chorus");
        }
        if ((caps.effectFlags() & SynthCaps.EFFECT_DELAY) != 0) {
            effects.add("delay");
        }
        return effects.isEmpty() ? "none" : Texts.list(effects);
    }

    private static Optional<String> volume(DirectMusicPin pin, Target node) {
        Optional<Integer> volume = ask(pin, SynthProperty.VOLUME, Target.self());
        Optional<Integer> boost = ask(pin, SynthProperty.VOLUMEBOOST, node);
        return volume.map(
                value -> decibels(value) + boost.map(b -> ", boost " + decibels(b)).orElse(""));
    }

    private static Optional<String> latency(FilterHandle handle, DirectMusicPin pin, Target node) {
        Optional<Long> now = ask(handle, SynthClockProperty.MASTERCLOCK, Target.self());
        Optional<Long> latency = ask(pin, SynthProperty.LATENCYCLOCK, node);
        return now.isPresent() && latency.isPresent()
                ? Optional.of(
                        Texts.millis(ReferenceTime.toMillis(latency.get() - now.get()))
                                + " from a message that is sent now to its sound")
                : Optional.empty();
    }

    private static String statistics(SynthStats stats) {
        List<String> words = new ArrayList<>();
        if (stats.has(SynthStats.VOICES)) {
            words.add(Texts.count(stats.voices(), "voice"));
        }
        if (stats.has(SynthStats.TOTAL_CPU)) {
            words.add(stats.totalCpu() + " % of a processor");
        }
        if (stats.has(SynthStats.LOST_NOTES)) {
            words.add(Texts.count(stats.lostNotes(), "note") + " lost");
        }
        if (stats.has(SynthStats.PEAK_VOLUME)) {
            words.add("peak " + decibels(stats.peakVolume()));
        }
        if (stats.has(SynthStats.FREE_MEMORY)) {
            words.add(String.format(Locale.ROOT, "%.1f MB free", stats.freeMemory() / MEGA));
        }
        return String.join(", ", words);
    }

    private String heard(String output, String playing) {
        String where = playing.isEmpty() ? "no wave device now" : playing;
        if (output.isEmpty()) {
            return where + "; the best that is there is taken when it plays";
        }
        if (playing.isEmpty() && !isThere.test(output)) {
            return "nothing now: " + output + " is not there";
        }
        return output.equals(playing)
                ? where + ", as it was told"
                : where + "; it was told to play on " + output;
    }

    private static String pins(InstanceCount count) {
        return count.current()
                + (count.possible() == PinDescriptor.UNLIMITED ? "" : " of " + count.possible());
    }

    private static String most(int number) {
        return number == SynthCaps.UNKNOWN ? "unknown" : number + " at a time";
    }

    private static String decibels(int centi) {
        return String.format(Locale.ROOT, "%.1f dB", centi / CENTI);
    }

    /** A line of the answer. */
    static String line(String term, String text) {
        return "  " + term + " ".repeat(Math.max(1, TERM - term.length())) + text;
    }

    /** A property; empty when the synthesizer does not have it. */
    private static <T> Optional<T> ask(PropertyAccess asked, PropertyKey<T> key, Target target) {
        try {
            return Optional.of(asked.get(key, target));
        } catch (PortClsException e) {
            if (e.status() == Status.NOT_FOUND || e.status() == Status.NOT_SUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
