package portcls.banks.tone;

import portcls.banks.BankInfo;
import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsLoop;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;
import portcls.banks.dls.DlsWave;
import portcls.banks.dls.DlsWriter;
import portcls.banks.sf2.Sf2File;
import portcls.banks.sf2.Sf2Generators;
import portcls.banks.sf2.Sf2Instrument;
import portcls.banks.sf2.Sf2Preset;
import portcls.banks.sf2.Sf2Sample;
import portcls.banks.sf2.Sf2Writer;
import portcls.banks.sf2.Sf2Zone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Small banks with a test tone, to measure a synthesizer's pitch, onset and level with: a sine that
 * is looped without a seam, attacks at once (its first frame is a peak), sounds in the middle as
 * long as the key is held, and ends at once. Key {@link #KEY} is {@link #HERTZ}; the other keys are
 * equally tempered. All velocities are served.
 */
public final class ToneBank {
    /** The key that sounds at {@link #HERTZ}. */
    public static final int KEY = 69;

    /** The pitch of {@link #KEY}. */
    public static final double HERTZ = 440;

    /** The peak of the sine; full scale is 32768. */
    public static final int PEAK = 16_384;

    /** So that a period is whole frames. */
    private static final int RATE = 44_000;

    private static final int PERIOD = 100;
    private static final int LOOP_START = 10 * PERIOD;
    private static final int LOOP_END = 40 * PERIOD;
    private static final int FRAMES = LOOP_END + PERIOD;
    private static final String NAME = "Test tone";

    private ToneBank() {}

    /**
     * A SoundFont.
     *
     * @param programs that play the tone, in bank 0
     * @return the whole file
     */
    public static byte[] sf2(int... programs) {
        return soundFont(0, programs);
    }

    /** A SoundFont that plays the tone on the percussion channel, as kit 0. */
    public static byte[] sf2Percussion() {
        return soundFont(Sf2Preset.PERCUSSION, 0);
    }

    private static byte[] soundFont(int bank, int... programs) {
        Sf2Sample sample =
                new Sf2Sample(
                        NAME, 0, FRAMES, LOOP_START, LOOP_END, RATE, KEY, 0, 0, Sf2Sample.MONO);
        Sf2Zone sound = Sf2Zone.of(Sf2Generators.SAMPLE_MODES, 1, Sf2Generators.SAMPLE_ID, 0);
        Sf2Zone whole = Sf2Zone.of(Sf2Generators.INSTRUMENT, 0);
        List<Sf2Preset> presets =
                Arrays.stream(programs)
                        .mapToObj(p -> new Sf2Preset(NAME, bank, program(p), List.of(whole)))
                        .toList();
        return Sf2Writer.write(
                new Sf2File(
                        BankInfo.named(NAME),
                        presets,
                        List.of(new Sf2Instrument(NAME, List.of(sound))),
                        List.of(sample),
                        sine(),
                        null));
    }

    /**
     * A DLS bank of level 1.
     *
     * @param programs that play the tone, in bank 0
     * @return the whole file
     */
    public static byte[] dls(int... programs) {
        return collection(false, programs);
    }

    /** A DLS bank of level 1 that plays the tone on the percussion channel, as kit 0. */
    public static byte[] dlsPercussion() {
        return collection(true, 0);
    }

    private static byte[] collection(boolean percussion, int... programs) {
        DlsSampling sampling =
                new DlsSampling(
                        KEY, 0, 0, 0, new DlsLoop(false, LOOP_START, LOOP_END - LOOP_START));
        DlsWave wave = new DlsWave(BankInfo.named(NAME), RATE, 16, sine(), sampling);
        DlsRegion region =
                new DlsRegion(
                        false, 0, 127, 0, 127, 0, 0, 0, 0, 1, 0, sampling, DlsArticulation.NONE);
        List<DlsInstrument> instruments =
                Arrays.stream(programs)
                        .mapToObj(
                                p ->
                                        new DlsInstrument(
                                                0,
                                                0,
                                                program(p),
                                                percussion,
                                                BankInfo.named(NAME),
                                                List.of(region),
                                                DlsArticulation.NONE))
                        .toList();
        return DlsWriter.write(new DlsFile(BankInfo.named(NAME), instruments, List.of(wave)));
    }

    private static int program(int program) {
        if (program < 0 || program > 127) {
            throw new IllegalArgumentException("a program is 0 … 127: program=" + program);
        }
        return program;
    }

    private static ByteBuffer sine() {
        ByteBuffer frames = ByteBuffer.allocate(2 * FRAMES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < FRAMES; i++) {
            double phase = 2 * Math.PI * (i % PERIOD) / PERIOD;
            frames.putShort((short) Math.round(PEAK * Math.cos(phase)));
        }
        return frames.flip();
    }
}
