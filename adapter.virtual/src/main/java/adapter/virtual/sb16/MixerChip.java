package adapter.virtual.sb16;

/**
 * The CT1745: its registers, and the factors that follow from them. What comes in at its line in
 * can be recorded and is not heard. Guarded by the card.
 */
final class MixerChip {
    /** Registers at its port: index and data. */
    static final int LENGTH = 2;

    private static final int RESET = 0x00;
    private static final int MASTER = 0x30;
    private static final int VOICE = 0x32;
    private static final int MIDI = 0x34;
    private static final int CD = 0x36;
    private static final int LINE = 0x38;
    private static final int MICROPHONE = 0x3A;
    private static final int SPEAKER = 0x3B;
    private static final int OUTPUT_SWITCHES = 0x3C;
    private static final int INPUT_SWITCHES = 0x3D;
    private static final int INPUT_GAIN = 0x3F;
    private static final int OUTPUT_GAIN = 0x41;
    private static final int MICROPHONE_AGC = 0x43;
    private static final int TREBLE = 0x44;
    private static final int BASS = 0x46;
    private static final int INTERRUPT_SETUP = 0x80;
    private static final int DMA_SETUP = 0x81;
    private static final int INTERRUPT_STATUS = 0x82;

    private static final int LINE_LEFT = 0x10;
    private static final int LINE_RIGHT = 0x08;
    private static final int MIDI_LEFT = 0x40;
    private static final int MIDI_RIGHT = 0x20;

    /** Registers of a Sound Blaster Pro, four bits for each channel, and what they stand for. */
    private static final int[][] OLD = {
        {0x04, VOICE}, {0x22, MASTER}, {0x26, MIDI}, {0x28, CD}, {0x2E, LINE}
    };

    private final DspChip dsp;
    private final int[] registers = new int[0x100];
    private int index;

    // Factors, left and right.
    private final float[] voice = new float[2];
    private final float[] midi = new float[2];
    private final float[] line = new float[2];
    private final float[] midiIn = new float[2];
    private final float[] inputGain = new float[2];
    private final Tone[] tone = {new Tone(), new Tone()};

    MixerChip(DspChip dsp) {
        this.dsp = dsp;
        powerOn();
    }

    /** Brings it back to what it is after power-on. */
    void powerOn() {
        index = 0;
        registers[INTERRUPT_SETUP] = 0x02; // IRQ 5
        registers[DMA_SETUP] = 0; // none
        reset();
        rest();
    }

    // Its registers.

    /** Reads the index (0) or the data (1) register. */
    int read(int offset) {
        if (offset == 0) {
            return index;
        }
        if (index == INTERRUPT_STATUS) {
            return dsp.interruptStatus();
        }
        for (int[] old : OLD) {
            if (old[0] == index) {
                return registers[old[1]] & 0xF0 | registers[old[1] + 1] >> 4;
            }
        }
        return registers[index];
    }

    /** Writes the index (0) or the data (1) register. */
    void write(int offset, int value) {
        if (offset == 0) {
            index = value;
            return;
        }
        if (index == RESET) {
            reset();
            return;
        }
        for (int[] old : OLD) {
            if (old[0] == index) {
                registers[old[1]] = value & 0xF0 | 0x08;
                registers[old[1] + 1] = value << 4 & 0xF0 | 0x08;
                update();
                return;
            }
        }
        registers[index] = value & mask(index);
        update();
    }

    private void reset() {
        for (int register = 0; register < INTERRUPT_SETUP; register++) {
            registers[register] = 0;
        }
        for (int channel = 0; channel < 2; channel++) {
            registers[MASTER + channel] = 24 << 3; // −14 dB
            registers[VOICE + channel] = 24 << 3;
            registers[MIDI + channel] = 24 << 3;
        }
        registers[OUTPUT_SWITCHES] = 0x1F; // all
        registers[INPUT_SWITCHES] = 0x15; // each side of microphone, CD and line
        registers[INPUT_SWITCHES + 1] = 0x0B;
        for (int channel = 0; channel < 2; channel++) {
            registers[TREBLE + channel] = 0x80; // 0 dB
            registers[BASS + channel] = 0x80;
        }
        update();
    }

    private static int mask(int register) {
        if (register >= MASTER && register <= MICROPHONE) {
            return 0xF8;
        }
        return switch (register) {
            case SPEAKER, INPUT_GAIN, INPUT_GAIN + 1, OUTPUT_GAIN, OUTPUT_GAIN + 1 -> 0xC0;
            case OUTPUT_SWITCHES -> 0x1F;
            case INPUT_SWITCHES, INPUT_SWITCHES + 1 -> 0x7F;
            case MICROPHONE_AGC -> 0x01;
            case TREBLE, TREBLE + 1, BASS, BASS + 1 -> 0xF0;
            case INTERRUPT_SETUP -> 0x0F;
            case DMA_SETUP -> 0xEB;
            case INTERRUPT_STATUS -> 0;
            default -> 0xFF;
        };
    }

    // What follows from them.

    private void update() {
        for (int channel = 0; channel < 2; channel++) {
            float master = volume(MASTER + channel) * gain(OUTPUT_GAIN + channel);
            voice[channel] = volume(VOICE + channel) * master;
            midiIn[channel] = volume(MIDI + channel);
            midi[channel] = midiIn[channel] * master;
            line[channel] = volume(LINE + channel);
            inputGain[channel] = gain(INPUT_GAIN + channel);
            tone[channel].set(shelf(BASS + channel), shelf(TREBLE + channel));
        }
    }

    /** 2 dB for each of 31 steps down. */
    private float volume(int register) {
        return decibels(2 * ((registers[register] >> 3) - 31));
    }

    private float gain(int register) {
        return decibels(6 * (registers[register] >> 6));
    }

    private float shelf(int register) {
        int value = registers[register] >> 4;
        return decibels(2 * (value < 8 ? value - 7 : value - 8));
    }

    private static float decibels(int decibels) {
        return (float) Math.pow(10, decibels / 20.0);
    }

    // What goes through it, one frame after the other.

    /** What is heard of a sample of the DSP and one of the FM synthesizer. */
    int heard(int channel, float voiceSample, float midiSample) {
        float sum = voice[channel] * voiceSample + midi[channel] * midiSample;
        return Samples.round(tone[channel].next(sum));
    }

    /** What a converter records of a frame of the line in and one of the FM synthesizer. */
    float recorded(int channel, float lineLeft, float lineRight, float fmLeft, float fmRight) {
        int switches = registers[INPUT_SWITCHES + channel];
        float sum = 0;
        sum += (switches & LINE_LEFT) != 0 ? line[0] * lineLeft : 0;
        sum += (switches & LINE_RIGHT) != 0 ? line[1] * lineRight : 0;
        sum += (switches & MIDI_LEFT) != 0 ? midiIn[0] * fmLeft : 0;
        sum += (switches & MIDI_RIGHT) != 0 ? midiIn[1] * fmRight : 0;
        return inputGain[channel] * sum;
    }

    /** Nothing went through it for a while. */
    void rest() {
        tone[0].reset();
        tone[1].reset();
    }
}
