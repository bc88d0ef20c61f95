package adapter.virtual.ac97;

import java.util.Arrays;

/**
 * The registers of the codec and what follows from them: rates and gains. Its owner guards it.
 * After a reset everything is muted, as in every codec of the kind.
 */
final class Codec {
    static final int RESET = 0x00;
    static final int MASTER = 0x02;
    static final int MASTER_MONO = 0x06;
    static final int PHONE = 0x0C;
    static final int MIC = 0x0E;
    static final int LINE_IN = 0x10;
    static final int PCM_OUT = 0x18;
    static final int RECORD_SELECT = 0x1A;
    static final int RECORD_GAIN = 0x1C;
    static final int MIC_RECORD_GAIN = 0x1E;
    static final int POWER_DOWN = 0x26;
    static final int EXTENDED_ID = 0x28;
    static final int EXTENDED_CONTROL = 0x2A;
    static final int DAC_RATE = 0x2C;
    static final int ADC_RATE = 0x32;
    static final int MIC_RATE = 0x34;
    static final int VENDOR_ID1 = 0x7C;
    static final int VENDOR_ID2 = 0x7E;

    /** Extended audio: variable rate of PCM. */
    static final int VRA = 0x0001;

    /** Extended audio: variable rate of the microphone's own converter. */
    static final int VRM = 0x0008;

    /** Basic capabilities, which the reset register tells: the microphone has its own converter. */
    private static final int DEDICATED_MIC = 0x0001;

    static final int LOWEST_RATE = 8_000;
    static final int HIGHEST_RATE = 48_000;

    private static final int LENGTH = 0x80;
    private static final int MUTE = 0x8000;
    private static final int NO_GAIN = 8;
    private static final int FIVE_BITS = 0x1F;
    private static final int SIX = 0x20;
    private static final int FOUR_BITS = 0x0F;
    private static final int THREE_BITS = 0x07;
    private static final int BOOST = 0x40;
    private static final float BOOSTED = 10; // 20 dB
    private static final int POWERED = 0x0F;
    private static final int PR_ADC = 0x0100;
    private static final int PR_DAC = 0x0200;
    private static final int PR_MIXER = 0x0C00;
    private static final int PR_LINK = 0x1000;
    private static final int VENDOR1 = 'P' << Byte.SIZE | 'C';
    private static final int VENDOR2 = 'L' << Byte.SIZE | 1;

    private final int[] registers = new int[LENGTH / 2];
    private final Gains gains = new Gains();

    Codec() {
        reset();
    }

    /** Gains of what sounds, factors. */
    static final class Gains {
        /** From memory into the mix, left and right. */
        final float[] pcm = new float[2];

        final float[] line = new float[2];
        float mic;

        /** Of the microphone's socket, wherever it goes. */
        float boost;

        /** From the mix to the socket. */
        final float[] master = new float[2];

        /** From memory to the socket, as one factor, so that no gain is exactly none. */
        final float[] straight = new float[2];

        final float[] record = new float[2];
        float micRecord;
    }

    /** Makes all as after power-on. */
    void reset() {
        Arrays.fill(registers, 0);
        set(RESET, DEDICATED_MIC);
        set(MASTER, MUTE);
        set(MASTER_MONO, MUTE);
        set(PHONE, MUTE | NO_GAIN);
        set(MIC, MUTE | NO_GAIN);
        for (int stereo = LINE_IN; stereo <= PCM_OUT; stereo += 2) {
            set(stereo, MUTE | NO_GAIN << Byte.SIZE | NO_GAIN);
        }
        set(RECORD_GAIN, MUTE);
        set(MIC_RECORD_GAIN, MUTE);
        set(POWER_DOWN, POWERED);
        set(EXTENDED_ID, VRA | VRM);
        set(DAC_RATE, HIGHEST_RATE);
        set(ADC_RATE, HIGHEST_RATE);
        set(MIC_RATE, HIGHEST_RATE);
        set(VENDOR_ID1, VENDOR1);
        set(VENDOR_ID2, VENDOR2);
        level();
    }

    /** A register of 16 bits at an even offset. */
    int read(int offset) {
        return registers[offset / 2];
    }

    /** Writes a register of 16 bits; bits that it does not have stay 0. */
    void write(int offset, int value) {
        switch (offset) {
            case RESET -> reset();
            case MASTER -> set(offset, attenuation(value, 0x9F1F));
            case MASTER_MONO -> set(offset, attenuation(value, 0x801F));
            case PHONE -> set(offset, value & 0x801F);
            case MIC -> set(offset, value & 0x805F);
            case LINE_IN, 0x12, 0x14, 0x16, PCM_OUT -> set(offset, value & 0x9F1F);
            case RECORD_SELECT -> set(offset, value & 0x0707);
            case RECORD_GAIN -> set(offset, value & 0x8F0F);
            case MIC_RECORD_GAIN -> set(offset, value & 0x800F);
            case POWER_DOWN -> power(value);
            case EXTENDED_CONTROL -> control(value & (VRA | VRM));
            case DAC_RATE, ADC_RATE -> rate(offset, value, VRA);
            case MIC_RATE -> rate(offset, value, VRM);
            default -> {}
        }
        level();
    }

    /** Frames per second of what is played. */
    int dacRate() {
        return read(DAC_RATE);
    }

    /** Frames per second of what is recorded. */
    int adcRate() {
        return read(ADC_RATE);
    }

    /** Frames per second of the microphone's own converter. */
    int micRate() {
        return read(MIC_RATE);
    }

    Gains gains() {
        return gains;
    }

    /**
     * What the recording converter hears: 0 microphone, 4 line, 5 the mix, 6 the mix in one
     * channel; nothing is connected to others.
     *
     * @param channel 0 left, 1 right
     */
    int recordSource(int channel) {
        int select = read(RECORD_SELECT);
        return (channel == 0 ? select >>> Byte.SIZE : select) & THREE_BITS;
    }

    /** Whether the link to the controller is off: nothing moves. */
    boolean isLinkDown() {
        return (read(POWER_DOWN) & PR_LINK) != 0;
    }

    /** The controller wakes the link up. */
    void wakeLink() {
        power(read(POWER_DOWN) & ~PR_LINK);
    }

    private void set(int offset, int value) {
        registers[offset / 2] = value;
    }

    /** Six bits where there are five are the most. */
    private static int attenuation(int value, int mask) {
        int right = (value & SIX) != 0 ? FIVE_BITS : 0;
        int left = (value & SIX << Byte.SIZE) != 0 ? FIVE_BITS << Byte.SIZE : 0;
        return (value | left | right) & mask;
    }

    private void control(int value) {
        set(EXTENDED_CONTROL, value);
        if ((value & VRA) == 0) {
            set(DAC_RATE, HIGHEST_RATE);
            set(ADC_RATE, HIGHEST_RATE);
        }
        if ((value & VRM) == 0) {
            set(MIC_RATE, HIGHEST_RATE);
        }
    }

    private void rate(int offset, int value, int variable) {
        if ((read(EXTENDED_CONTROL) & variable) != 0) {
            set(offset, Math.clamp(value, LOWEST_RATE, HIGHEST_RATE));
        }
    }

    private void power(int value) {
        int ready = POWERED;
        if ((value & PR_ADC) != 0) {
            ready &= ~1;
        }
        if ((value & PR_DAC) != 0) {
            ready &= ~2;
        }
        if ((value & PR_MIXER) != 0) {
            ready = 0;
        }
        set(POWER_DOWN, value & 0xFF00 | ready);
    }

    private void level() {
        int power = read(POWER_DOWN);
        boolean mixes = (power & PR_MIXER) == 0;
        boolean plays = mixes && (power & PR_DAC) == 0;
        boolean records = mixes && (power & PR_ADC) == 0;
        for (int channel = 0; channel < 2; channel++) {
            int shift = channel == 0 ? Byte.SIZE : 0;
            int pcm = read(PCM_OUT) >>> shift & FIVE_BITS;
            int line = read(LINE_IN) >>> shift & FIVE_BITS;
            int master = read(MASTER) >>> shift & FIVE_BITS;
            int record = read(RECORD_GAIN) >>> shift & FOUR_BITS;
            boolean pcmOn = plays && isOn(PCM_OUT);
            gains.pcm[channel] = factor(pcmOn, pcm - NO_GAIN);
            gains.line[channel] = factor(mixes && isOn(LINE_IN), line - NO_GAIN);
            gains.master[channel] = factor(mixes && isOn(MASTER), master);
            gains.straight[channel] = factor(pcmOn && isOn(MASTER), pcm - NO_GAIN + master);
            gains.record[channel] = factor(records && isOn(RECORD_GAIN), -record);
        }
        int mic = read(MIC);
        gains.boost = (mic & BOOST) != 0 ? BOOSTED : 1;
        gains.mic = factor(mixes && isOn(MIC), (mic & FIVE_BITS) - NO_GAIN) * gains.boost;
        gains.micRecord =
                factor(records && isOn(MIC_RECORD_GAIN), -(read(MIC_RECORD_GAIN) & FOUR_BITS));
    }

    private boolean isOn(int offset) {
        return (read(offset) & MUTE) == 0;
    }

    /** Attenuation in steps of 1.5 dB as a factor. */
    private static float factor(boolean on, int steps) {
        return on ? (float) Math.pow(10, -1.5 / 20 * steps) : 0;
    }
}
