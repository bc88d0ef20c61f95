package miniport.fmsynth;

import portcls.api.adapter.IoPort;

import java.util.Arrays;

/**
 * The chip's registers as a driver writes them: only what changes. An OPL3 needs no delay that a
 * write does not take anyway. One thread at a time.
 */
final class Opl3Registers {
    /** Two-operator channels. */
    static final int VOICES = 18;

    /** Registers of operators. */
    static final int FLAGS = 0x20;

    static final int LEVEL = 0x40;
    static final int ATTACK_DECAY = 0x60;
    static final int SUSTAIN_RELEASE = 0x80;
    static final int WAVEFORM = 0xE0;

    /** Registers of channels. */
    static final int F_NUMBER = 0xA0;

    static final int KEY_BLOCK = 0xB0;
    static final int CONNECTION = 0xC0;

    private static final int VOICES_OF_BANK = 9;
    private static final int BANK = 0x100;
    private static final int TIMER_CONTROL = 0x04;
    private static final int FOUR_OPERATORS = 0x104;
    private static final int NEW = 0x105;
    private static final int WAVEFORMS = 0x01;
    private static final int NOTE_SELECT = 0x08;
    private static final int DEPTHS = 0xBD;
    private static final int DEEP_VIBRATO = 0x40;
    private static final int SECOND_OPERATOR = 3;

    private final IoPort port;
    private final int[] written = new int[2 * BANK];

    Opl3Registers(IoPort port) {
        this.port = port;
        Arrays.fill(written, -1);
    }

    /** Brings it into OPL3 mode with 18 silent voices, whatever it was. */
    void start() {
        Arrays.fill(written, -1);
        write(NEW, 1); // first, since without it there is one bank
        write(FOUR_OPERATORS, 0);
        write(TIMER_CONTROL, 0x60);
        write(TIMER_CONTROL, 0x80);
        write(WAVEFORMS, 0x20);
        write(NOTE_SELECT, 0);
        write(DEPTHS, DEEP_VIBRATO);
        for (int voice = 0; voice < VOICES; voice++) {
            silence(voice);
        }
    }

    /** Lets all keys go and leaves OPL3 mode, as it is after power-on. */
    void stop() {
        for (int voice = 0; voice < VOICES; voice++) {
            silence(voice);
        }
        write(NEW, 0);
    }

    /** Lets the key of a voice go, and its sound end at once. */
    void silence(int voice) {
        for (int operator = 0; operator < 2; operator++) {
            operator(SUSTAIN_RELEASE, voice, operator, 0x0F);
            operator(LEVEL, voice, operator, Loudness.MOST);
        }
        channel(KEY_BLOCK, voice, 0);
    }

    /**
     * Writes a register of an operator.
     *
     * @param operator 0 or 1
     */
    void operator(int register, int voice, int operator, int value) {
        int ofBank = voice % VOICES_OF_BANK;
        int offset = ofBank / 3 * 8 + ofBank % 3 + operator * SECOND_OPERATOR;
        write(voice / VOICES_OF_BANK * BANK + register + offset, value);
    }

    /** Writes a register of a channel. */
    void channel(int register, int voice, int value) {
        write(voice / VOICES_OF_BANK * BANK + register + voice % VOICES_OF_BANK, value);
    }

    private void write(int register, int value) {
        if (register != TIMER_CONTROL && written[register] == value) {
            return;
        }
        written[register] = value;
        int bank = 2 * (register / BANK);
        port.write(bank, register % BANK);
        port.write(bank + 1, value);
    }
}
