package miniport.dmus.gervill;

import static java.lang.System.Logger.Level.ERROR;

import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.Turn;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.banks.Bank;
import portcls.gervill.GervillBank;
import portcls.gervill.GervillOptions;
import portcls.gervill.GervillSynth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The Java platform's synthesizer for one pin: one for each channel group, mixed. Each renders on a
 * thread of its own, for which the sink thread waits; notes begin at exactly their frame.
 */
final class GervillEngine implements SynthEngine {
    /** It looks ahead by less than this: two of its buffers. */
    static final int LEAD_FRAMES = 600;

    /** Messages are handed over in steps of so many frames, so that pieces do not become tiny. */
    private static final int STEP_FRAMES = 128;

    private static final int PIECE_FRAMES = 1_024;
    private static final System.Logger LOG = System.getLogger(GervillEngine.class.getName());

    private final GervillOptions options;
    private final @Nullable Bank base;
    private final Turn turn;
    private final float[] one = new float[PIECE_FRAMES * CHANNELS];

    // In turn.
    private Group[] groups = new Group[0];
    private long rendered;

    /** In the order in which they were loaded; not in turn. */
    private final List<Loaded> loaded = new ArrayList<>();

    /** A channel group. */
    private static final class Group {
        final GervillSynth synth;

        /** Frame of the engine that is its own first. */
        final long begin;

        /** Its synthesizer broke: it is left out until it is opened anew. */
        volatile boolean broken;

        Group(GervillSynth synth, long begin) {
            this.synth = synth;
            this.begin = begin;
        }
    }

    GervillEngine(GervillOptions options, @Nullable Bank base, Turn turn) {
        this.options = options;
        this.base = base;
        this.turn = turn;
    }

    @Override
    public int samplesPerSecond() {
        return GervillSynth.SAMPLE_RATE;
    }

    @Override
    public long sendAt(long frame) {
        return Math.floorDiv(frame - LEAD_FRAMES, (long) STEP_FRAMES) * STEP_FRAMES;
    }

    @Override
    public long firstOpenFrame() {
        long first = rendered;
        for (Group group : groups) {
            if (!group.broken) {
                first = Math.max(first, rendered + group.synth.lookAheadFrames());
            }
        }
        return first;
    }

    @Override
    public long renderedFrames() {
        return rendered;
    }

    @Override
    public void send(int group, long frame, int message) {
        Group to = whole(group);
        if (to != null) {
            to.synth.send(frame - to.begin, message);
        }
    }

    @Override
    public void sysex(int group, long frame, byte[] bytes, int length) {
        Group to = whole(group);
        if (to != null) {
            to.synth.send(frame - to.begin, bytes, 0, length);
        }
    }

    private @Nullable Group whole(int group) {
        if (group >= groups.length) {
            return null;
        }
        Group found = groups[group];
        return found.broken ? null : found;
    }

    @Override
    public void render(float[] stereo, int frames) {
        int samples = frames * CHANNELS;
        Arrays.fill(stereo, 0, samples, 0);
        for (Group group : groups) {
            if (!group.broken) {
                render(group, frames);
                for (int i = 0; i < samples; i++) {
                    stereo[i] += one[i];
                }
            }
        }
        rendered += frames;
    }

    /** Into {@link #one}; a group that breaks is silent, the others go on. */
    private void render(Group group, int frames) {
        try {
            group.synth.render(one, 0, frames);
        } catch (IllegalStateException e) {
            group.broken = true;
            LOG.log(
                    ERROR,
                    "a channel group of a music pin is silent until the pin is next set to RUN,"
                            + " which opens it anew",
                    e);
        }
    }

    /** Asking the synthesizer allocates, so these are the notes that are held. */
    @Override
    public int voices(int held) {
        return held;
    }

    @Override
    public void silence() {
        for (Group group : groups) {
            if (!group.broken) {
                group.synth.allSoundOff();
            }
        }
    }

    @Override
    public void setGroups(int count) throws IOException {
        Group[] before = groups;
        if (count < before.length) {
            Group[] fewer = Arrays.copyOf(before, count);
            turn.run(() -> groups = fewer);
            for (int i = count; i < before.length; i++) {
                closeGroup(before[i].synth);
            }
        } else if (count > before.length) {
            List<GervillSynth> added = new ArrayList<>();
            try {
                while (before.length + added.size() < count) {
                    added.add(open());
                }
            } catch (IOException | RuntimeException e) {
                added.forEach(this::closeGroup);
                throw e;
            }
            Group[] more = Arrays.copyOf(before, count);
            turn.run(
                    () -> {
                        for (int i = before.length; i < count; i++) {
                            more[i] = new Group(added.get(i - before.length), rendered);
                        }
                        groups = more;
                    });
        }
    }

    @Override
    public void mend(IntConsumer reopened) {
        for (int i = 0; i < groups.length; i++) {
            Group broken = groups[i];
            if (broken.broken) {
                mend(i, broken, reopened);
            }
        }
    }

    private void mend(int index, Group broken, IntConsumer reopened) {
        GervillSynth synth;
        try {
            synth = open();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    ERROR,
                    "a channel group of a music pin stays silent, since its synthesizer cannot be"
                            + " opened anew: group="
                            + index
                            + "; set the pin to RUN again, or open it anew",
                    e);
            return;
        }
        Group[] mended = groups.clone();
        turn.run(
                () -> {
                    mended[index] = new Group(synth, rendered);
                    groups = mended;
                    reopened.accept(index);
                });
        closeGroup(broken.synth);
    }

    /** For tests. */
    GervillSynth synth(int group) {
        return groups[group].synth;
    }

    private GervillSynth open() throws IOException {
        GervillSynth synth = GervillSynth.open(options);
        try {
            if (base == null) {
                synth.loadDefault();
            } else {
                synth.load(base.bytes());
            }
            for (Loaded bank : loaded) {
                bank.addTo(synth);
            }
            return synth;
        } catch (IOException | RuntimeException e) {
            synth.close();
            throw e;
        }
    }

    private void closeGroup(GervillSynth synth) {
        for (Loaded bank : loaded) {
            bank.parts.removeIf(part -> part.synth == synth);
        }
        synth.close();
    }

    @Override
    public LoadedBank load(Bank bank) throws IOException {
        Loaded opened = new Loaded(bank.bytes());
        try {
            for (Group group : groups) {
                opened.addTo(group.synth);
            }
        } catch (IOException | PortClsException e) {
            opened.unload();
            throw e;
        }
        loaded.add(opened);
        return opened;
    }

    @Override
    public void close() {
        for (Group group : groups) {
            group.synth.close();
        }
    }

    /** A bank in each group. */
    private final class Loaded implements LoadedBank {
        private final byte[] bytes;
        final List<Part> parts = new ArrayList<>();

        private record Part(GervillSynth synth, GervillBank bank) {}

        Loaded(byte[] bytes) {
            this.bytes = bytes;
        }

        void addTo(GervillSynth synth) throws IOException {
            parts.add(new Part(synth, synth.load(bytes)));
        }

        @Override
        public void unload() {
            loaded.remove(this);
            parts.forEach(part -> part.synth.unload(part.bank));
        }

        /** The synthesizer does not tell which voice plays what, so any may be one of these. */
        @Override
        public boolean isInUse() {
            return parts.stream().anyMatch(part -> part.synth.activeVoices() > 0);
        }

        /** The garbage collector does it once the last voice has ended. */
        @Override
        public void release() {}
    }
}
