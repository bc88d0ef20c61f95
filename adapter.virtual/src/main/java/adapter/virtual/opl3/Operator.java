package adapter.virtual.opl3;

/** A sine, or another wave, with its envelope: what a voice is made of. */
final class Operator {
    /** The key of the channel. */
    static final int KEY = 1;

    /** The key of the rhythm register. */
    static final int RHYTHM_KEY = 2;

    /** How far the key scale level goes down for each value of its register: 0, 3, 1.5, 6 dB. */
    private static final int[] KEY_LEVEL_SHIFT = {31, 1, 2, 0};

    private final Envelope envelope = new Envelope();
    private final Phase phase = new Phase();

    private int output;
    private int outputBefore;

    // Registers.
    private int wave;
    private int totalLevel;
    private int keyLevelShift = KEY_LEVEL_SHIFT[0];
    private boolean tremolo;
    private boolean fullKeyRate;

    // The channel's pitch, as far as it concerns the envelope.
    private int keyLevel;
    private int keyCode;

    /** What follows from register and pitch: total and key scale level. */
    private int attenuation;

    /** Register 0x20: tremolo, vibrato, sustain, key scale rate, multiple. */
    void flags(int value) {
        tremolo = (value & 0x80) != 0;
        envelope.held((value & 0x20) != 0);
        fullKeyRate = (value & 0x10) != 0;
        phase.multiple(value);
        update();
    }

    /** Register 0x40: key scale level, total level. */
    void level(int value) {
        keyLevelShift = KEY_LEVEL_SHIFT[value >> 6];
        totalLevel = value & 0x3F;
        update();
    }

    /** Register 0x60. */
    void attackDecay(int value) {
        envelope.attackDecay(value);
    }

    /** Register 0x80. */
    void sustainRelease(int value) {
        envelope.sustainRelease(value);
    }

    /** Register 0xE0. */
    void wave(int number) {
        wave = number;
    }

    /**
     * The channel's pitch.
     *
     * @param newKeyCode 0 … 15: the block and one bit of the F-number
     */
    void pitch(int fNumber, int block, int newKeyCode) {
        phase.pitch(fNumber, block);
        keyLevel = Tables.keyLevel(fNumber, block);
        keyCode = newKeyCode;
        update();
    }

    /** Presses or lets go a key. */
    void key(int source, boolean pressed) {
        if (!pressed) {
            envelope.release(source);
        } else if (envelope.press(source)) {
            phase.restart();
        }
    }

    /** The vibrato moves on. */
    void bend(int bend) {
        phase.bend(bend);
    }

    /** Whether it stays silent until a key is pressed. */
    boolean isOff() {
        return envelope.isOff();
    }

    /** The place in the wave, once for each frame. */
    int nextPlace() {
        return phase.next();
    }

    /** Nothing sounds; nothing is fed back later. */
    void rest() {
        output = 0;
        outputBefore = 0;
    }

    /** Its last outputs, which it is modulated by itself: 1 … 7, 0 = not. */
    int feedback(int amount) {
        return amount == 0 ? 0 : output + outputBefore >> 9 - amount;
    }

    /** A frame at its own place in the wave, shifted by a modulator. */
    int next(int modulation, int frame, int tremoloLevel) {
        return at(phase.next() + modulation, frame, tremoloLevel);
    }

    /** A frame at some place in the wave: −4084 … 4084. */
    int at(int place, int frame, int tremoloLevel) {
        outputBefore = output;
        envelope.next(frame);
        int level = envelope.level() + attenuation + (tremolo ? tremoloLevel : 0);
        if (level >= Envelope.SILENT) {
            output = 0;
            return 0;
        }
        int value = Waveform.value(wave, place & Waveform.LENGTH - 1);
        int amplitude = Tables.amplitude((value & ~Waveform.NEGATIVE) + (level << 3));
        // A complement of ones, as in the chip: minus nothing is −1.
        output = (value & Waveform.NEGATIVE) == 0 ? amplitude : ~amplitude;
        return output;
    }

    private void update() {
        attenuation = (totalLevel << 2) + (keyLevelShift == 31 ? 0 : keyLevel >> keyLevelShift);
        envelope.keyRate(fullKeyRate ? keyCode : keyCode >> 2);
    }
}
