package example.sb16;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.EventItem;
import portcls.api.ks.KsEvents;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.sb16.Ct1745Levels;
import portcls.sb16.Ct1745Source;
import portcls.sb16.Ct1745Volume;

import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The properties of the mixer's nodes ({@code audio-property-handlers}): each with its basic
 * support, each with the event that tells of a change. PASSIVE, one call at a time.
 */
final class MixerControls {
    private static final int ALL = -1;
    private static final Stepping LEVELS =
            new Stepping(Ct1745Levels.LOWEST_VOLUME, 0, Ct1745Levels.STEP);

    /** How soft the chip is made by power-on. */
    private static final int POWER_ON_LEVEL = -14 * Ct1745Levels.DECIBEL;

    private static final List<Ct1745Volume> HEARD =
            List.of(Ct1745Volume.MASTER, Ct1745Volume.VOICE, Ct1745Volume.MIDI);
    private static final List<Ct1745Source> INPUTS = List.of(Ct1745Source.values());

    private final Ct1745Levels levels;
    private final MixerMemory memory;
    private final IntConsumer onChange;
    private Ct1745Source recorded = Ct1745Source.LINE;

    /**
     * Those of one chip, which from now on records its line in alone. What nobody has set since
     * power-on is made as loud as what is played; what was kept comes back as it was.
     *
     * @param memory keeps how they are set
     * @param onChange is told the node whose value is another one than before; must not block
     */
    MixerControls(Ct1745Levels levels, MixerMemory memory, IntConsumer onChange) {
        this.levels = levels;
        this.memory = memory;
        this.onChange = onChange;
        record(recorded);
        HEARD.stream()
                .filter(volume -> levels.volume(volume, 0) == POWER_ON_LEVEL)
                .forEach(volume -> all(volume, 0));
    }

    /** A volume with a value for each channel; channel −1 stands for all. */
    AutomationTable volume(Ct1745Volume volume) {
        List<Stepping> ranges = Collections.nCopies(volume.channels(), LEVELS);
        for (int i = 0; i < volume.channels(); i++) {
            int channel = i;
            memory.add(
                    volume + " volume " + channel,
                    () -> levels.volume(volume, channel),
                    level -> levels.volume(volume, channel, level));
        }
        return table(
                PropertyItem.of(AudioProperty.VOLUMELEVEL)
                        .get(request -> levels.volume(volume, first(volume, request)))
                        .set((request, level) -> set(volume, request, level))
                        .support(BasicSupport.channels(ranges, false)));
    }

    /** The mute of a source: a switch of the chip, or its lowest volume. */
    AutomationTable mute(MixerSource source) {
        if (!source.hasSwitch()) {
            return mute(source.volume());
        }
        Ct1745Source input = source.recorded().orElseThrow();
        return mute(
                input + " mute", () -> !levels.isHeard(input), muted -> levels.hear(input, !muted));
    }

    /** A mute by the lowest volume; the one that was set comes back after it. */
    AutomationTable mute(Ct1745Volume volume) {
        return mute(
                volume + " mute",
                () -> levels.isMuted(volume),
                muted -> levels.mute(volume, muted));
    }

    /** Which source is recorded: the number of an input of the selector. */
    AutomationTable selector() {
        Stepping inputs = new Stepping(input(INPUTS.getFirst()), input(INPUTS.getLast()), 1);
        memory.add("record source", () -> input(recorded), input -> record(source(input)));
        return table(
                PropertyItem.of(AudioProperty.MUX_SOURCE)
                        .get(_ -> input(recorded))
                        .set(
                                (request, input) -> {
                                    Ct1745Source before = recorded;
                                    record(source(input));
                                    tell(request, recorded != before);
                                })
                        .support(
                                new BasicSupport(
                                        BasicSupport.VT_UI4, List.of(inputs), false, false)));
    }

    /** The input of the selector that a source is connected to; 0 is its output. */
    static int input(Ct1745Source source) {
        return 1 + INPUTS.indexOf(source);
    }

    private void set(Ct1745Volume volume, PropertyRequest<Integer> request, int level) {
        boolean all = request.channel() == ALL;
        int first = first(volume, request);
        boolean changed = false;
        for (int channel = first; channel < (all ? volume.channels() : first + 1); channel++) {
            int before = levels.volume(volume, channel);
            levels.volume(volume, channel, level);
            changed |= levels.volume(volume, channel) != before;
        }
        tell(request, changed);
    }

    private void all(Ct1745Volume volume, int level) {
        for (int channel = 0; channel < volume.channels(); channel++) {
            levels.volume(volume, channel, level);
        }
    }

    private AutomationTable mute(String name, BooleanSupplier isMuted, Consumer<Boolean> mute) {
        memory.add(name, () -> isMuted.getAsBoolean() ? 1 : 0, muted -> mute.accept(muted != 0));
        return table(
                PropertyItem.of(AudioProperty.MUTE)
                        .get(_ -> isMuted.getAsBoolean())
                        .set(
                                (request, muted) -> {
                                    boolean before = isMuted.getAsBoolean();
                                    mute.accept(muted);
                                    tell(request, muted != before);
                                })
                        .support(BasicSupport.of(BasicSupport.VT_BOOL)));
    }

    /** The chip could record several sources at a time; a selector takes one. */
    private void record(Ct1745Source wanted) {
        for (Ct1745Source source : INPUTS) {
            levels.record(source, 0, source == wanted);
            levels.record(source, 1, source == wanted);
        }
        recorded = wanted;
    }

    private void tell(PropertyRequest<?> request, boolean changed) {
        if (changed) {
            memory.keep();
            onChange.accept(request.node());
        }
    }

    private static AutomationTable table(PropertyItem<?> item) {
        return AutomationTable.of(item).withEvents(EventItem.of(KsEvents.CONTROL_CHANGE));
    }

    private static int first(Ct1745Volume volume, PropertyRequest<?> request) {
        int channel = request.channel();
        if (channel < ALL || channel >= volume.channels()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "channel="
                            + channel
                            + " is not there; use 0 … "
                            + (volume.channels() - 1)
                            + ", or -1 for all");
        }
        return Math.max(0, channel);
    }

    private static Ct1745Source source(int input) {
        if (input < 1 || input > INPUTS.size()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the selector has the inputs 1 … " + INPUTS.size() + ": source=" + input);
        }
        return INPUTS.get(input - 1);
    }
}
