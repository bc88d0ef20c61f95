package miniport.dmus.fluidsynth;

import miniport.dmus.synth.ResetMessage;
import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.Turn;

import portcls.banks.Bank;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * FluidSynth for one pin; its channels are those of all groups, one group after the other. It
 * renders blocks of {@value #BLOCK_FRAMES} frames, so a message takes effect with the block that
 * begins nearest to its frame. A system exclusive reset reaches all groups.
 */
final class FluidEngine implements SynthEngine {
    static final int BLOCK_FRAMES = 64;
    static final int MAX_GROUPS = 16;

    /**
     * Makes it about as loud as the Java platform's synthesizer with the same bank. The library's
     * own default is meant for a mix of 256 voices.
     */
    private static final double GAIN = 0.8;

    private static final int GROUP_CHANNELS = 16;
    private static final int PERCUSSION_CHANNEL = 9;
    private static final int PERCUSSION_TYPE = 1;
    private static final int CHANNEL = 0x0F;
    private static final int COMMAND = 0xF0;
    private static final int DATA = 0x7F;
    private static final int DATA_BITS = 7;
    private static final int PIECE_FRAMES = 1_024;

    /** The library knows no message that is longer. */
    private static final int MOST_SYSEX_BYTES = 4_096;

    /** Stereo instruments have two voices for a note. */
    private static final int VOICES_OF_NOTE = 2;

    /** Below this nothing is heard. */
    private static final float SILENCE = 1e-6f;

    /** The longest that reverberation is waited for. */
    private static final int TAIL_SECONDS = 10;

    private final Turn turn;
    private final int samplesPerSecond;
    private final FluidSettings settings;
    private final long synth;
    private final int maxVoices;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment sound =
            arena.allocate(ValueLayout.JAVA_FLOAT, (long) PIECE_FRAMES * CHANNELS);
    private final MemorySegment message = arena.allocate(MOST_SYSEX_BYTES);
    private final MemorySegment voiceList;
    private long rendered;

    /** Frames that the library has rendered, also those that nobody asked for. */
    private long nativeFrames;

    /** Not in turn. */
    private final List<Loaded> loaded = new ArrayList<>();

    private FluidEngine(
            Turn turn, int samplesPerSecond, FluidSettings settings, long synth, int maxVoices) {
        this.turn = turn;
        this.samplesPerSecond = samplesPerSecond;
        this.settings = settings;
        this.synth = synth;
        this.maxVoices = maxVoices;
        voiceList = arena.allocate(ValueLayout.JAVA_LONG, maxVoices + 1L);
        setPercussion();
    }

    /**
     * Opens one without instruments.
     *
     * @throws IOException when there is no memory for it
     */
    static FluidEngine open(FluidOptions options, Turn turn, int samplesPerSecond)
            throws IOException {
        int maxVoices = options.voices() * VOICES_OF_NOTE;
        FluidSettings settings =
                new FluidSettings()
                        .set("synth.sample-rate", (double) samplesPerSecond)
                        .set("synth.gain", GAIN)
                        .set("synth.polyphony", maxVoices)
                        .set("synth.midi-channels", MAX_GROUPS * GROUP_CHANNELS)
                        .set("synth.reverb.active", options.reverb())
                        .set("synth.chorus.active", options.chorus())
                        .set("synth.threadsafe-api", false)
                        .set("synth.lock-memory", false);
        long synth = Fluid.newSynth(settings.pointer());
        if (synth == 0) {
            settings.close();
            throw new IOException(
                    "FluidSynth cannot be opened: samplesPerSecond="
                            + samplesPerSecond
                            + ", voices="
                            + options.voices()
                            + "; ask for fewer voices or close something");
        }
        return new FluidEngine(turn, samplesPerSecond, settings, synth, maxVoices);
    }

    @Override
    public int samplesPerSecond() {
        return samplesPerSecond;
    }

    @Override
    public long sendAt(long frame) {
        // Blocks begin where what was rendered for nobody left them.
        long shift = nativeFrames - rendered;
        long block = BLOCK_FRAMES;
        return Math.floorDiv(frame + shift + block / 2, block) * block - shift;
    }

    @Override
    public long firstOpenFrame() {
        long shift = nativeFrames - rendered;
        long block = BLOCK_FRAMES;
        return Math.ceilDiv(nativeFrames, block) * block - shift;
    }

    @Override
    public long renderedFrames() {
        return rendered;
    }

    @Override
    public void send(int group, long frame, int packed) {
        int channel = group * GROUP_CHANNELS + (packed & CHANNEL);
        int data1 = packed >> 8 & DATA;
        int data2 = packed >> 16 & DATA;
        switch (packed & COMMAND) {
            case 0x80 -> Fluid.noteOff(synth, channel, data1);
            case 0x90 -> {
                if (data2 == 0) {
                    Fluid.noteOff(synth, channel, data1);
                } else {
                    Fluid.noteOn(synth, channel, data1, data2);
                }
            }
            case 0xA0 -> Fluid.keyPressure(synth, channel, data1, data2);
            case 0xB0 -> Fluid.control(synth, channel, data1, data2);
            case 0xC0 -> Fluid.program(synth, channel, data1);
            case 0xD0 -> Fluid.channelPressure(synth, channel, data1);
            case 0xE0 -> Fluid.pitchBend(synth, channel, data2 << DATA_BITS | data1);
            default -> {
                // No channel message: nothing that it knows.
            }
        }
    }

    @Override
    public void sysex(int group, long frame, byte[] bytes, int length) {
        int inside = length - 2;
        if (inside <= MOST_SYSEX_BYTES) {
            MemorySegment.copy(bytes, 1, message, ValueLayout.JAVA_BYTE, 0, inside);
            Fluid.sysex(synth, message.address(), inside);
            if (ResetMessage.is(bytes, length)) {
                setPercussion();
            }
        }
    }

    /** Channel 10 of each group is for percussion; by itself, and after a reset, only the first. */
    private void setPercussion() {
        for (int group = 1; group < MAX_GROUPS; group++) {
            int channel = group * GROUP_CHANNELS + PERCUSSION_CHANNEL;
            Fluid.setChannelType(synth, channel, PERCUSSION_TYPE);
            Fluid.program(synth, channel, 0);
        }
    }

    @Override
    public void render(float[] stereo, int frames) {
        renderNative(frames);
        MemorySegment.copy(sound, ValueLayout.JAVA_FLOAT, 0, stereo, 0, frames * CHANNELS);
        rendered += frames;
    }

    private void renderNative(int frames) {
        int _ = Fluid.render(synth, frames, sound.address());
        nativeFrames += frames;
    }

    @Override
    public int voices(int held) {
        return Fluid.voices(synth);
    }

    @Override
    public void silence() {
        Fluid.allSoundsOff(synth);
        int pieces = TAIL_SECONDS * samplesPerSecond / PIECE_FRAMES;
        do {
            renderNative(PIECE_FRAMES);
            pieces--;
        } while (pieces > 0 && loudest() > SILENCE);
    }

    private float loudest() {
        float loudest = 0;
        for (int i = 0; i < PIECE_FRAMES * CHANNELS; i++) {
            loudest = Math.max(loudest, Math.abs(sound.getAtIndex(ValueLayout.JAVA_FLOAT, i)));
        }
        return loudest;
    }

    /** All channels are there from the start. */
    @Override
    public void setGroups(int count) {}

    @Override
    public LoadedBank load(Bank bank) throws IOException {
        sweep();
        BankLoader loader = BankLoader.load(bank);
        turn.run(
                () -> {
                    int _ = Fluid.addBank(synth, loader.bank());
                });
        Loaded result = new Loaded(loader);
        loaded.add(result);
        return result;
    }

    @Override
    public void close() {
        for (Loaded bank : loaded) {
            if (!bank.isRemoved) {
                Fluid.removeBank(synth, bank.loader.bank());
            }
        }
        Fluid.deleteSynth(synth); // and with it all voices
        for (Loaded bank : loaded) {
            bank.loader.close();
        }
        loaded.clear();
        settings.close();
        arena.close();
    }

    /**
     * Lets go of banks that nobody wants and no voice needs any more; the others with the engine.
     */
    private void sweep() {
        for (Loaded bank : List.copyOf(loaded)) {
            if (bank.isReleased && !bank.isInUse()) {
                loaded.remove(bank);
                bank.loader.close();
            }
        }
    }

    /** Number of the latest note that sounds. Numbers begin anew after four thousand million. */
    private long latestNote() {
        long latest = -1;
        int count = listVoices();
        for (int i = 0; i < count; i++) {
            latest = Math.max(latest, noteOf(i));
        }
        return latest;
    }

    private boolean soundsUpTo(long note) {
        int count = listVoices();
        for (int i = 0; i < count; i++) {
            if (noteOf(i) <= note) {
                return true;
            }
        }
        return false;
    }

    private int listVoices() {
        Fluid.voiceList(synth, voiceList.address(), maxVoices);
        int count = 0;
        while (count < maxVoices && voiceList.getAtIndex(ValueLayout.JAVA_LONG, count) != 0) {
            count++;
        }
        return count;
    }

    private long noteOf(int index) {
        long voice = voiceList.getAtIndex(ValueLayout.JAVA_LONG, index);
        return Integer.toUnsignedLong(Fluid.voiceId(voice));
    }

    private final class Loaded implements LoadedBank {
        final BankLoader loader;
        boolean isRemoved;
        boolean isReleased;
        private long latestNote;
        private boolean inUse;

        Loaded(BankLoader loader) {
            this.loader = loader;
        }

        @Override
        public void unload() {
            turn.run(
                    () -> {
                        latestNote = latestNote();
                        Fluid.removeBank(synth, loader.bank());
                    });
            isRemoved = true;
        }

        @Override
        public boolean isInUse() {
            turn.run(() -> inUse = soundsUpTo(latestNote));
            return inUse;
        }

        @Override
        public void release() {
            isReleased = true;
            sweep();
        }
    }
}
