package miniport.fmsynth;

/** What a MIDI channel was told: program, controllers, pitch bend. */
final class MidiChannel {
    private static final int CENTRE = 64;
    private static final int BEND_CENTRE = 8_192;
    private static final int NO_PARAMETER = 0x3FFF;
    private static final int MOST_SEMITONES = 24;

    int program;
    int volume = 100;
    int expression = 127;
    int pan = CENTRE;
    int modulation;
    boolean pedal;

    private int bend = BEND_CENTRE;
    private int bendSemitones = 2;
    private int bendCents;

    /** The registered parameter that data entry is for. */
    private int parameter = NO_PARAMETER;

    /** As at power-on. */
    void powerOn() {
        program = 0;
        volume = 100;
        pan = CENTRE;
        bendSemitones = 2;
        bendCents = 0;
        resetControllers();
    }

    /** Reset all controllers: not those that say how the channel is set up. */
    void resetControllers() {
        expression = 127;
        modulation = 0;
        pedal = false;
        bend = BEND_CENTRE;
        parameter = NO_PARAMETER;
    }

    /** A new position of the wheel, 0 … 16383. */
    void bend(int value) {
        bend = value;
    }

    /** By how many semitones notes are bent now. */
    double bentBy() {
        return (bend - BEND_CENTRE) / (double) BEND_CENTRE * (bendSemitones + bendCents / 100.0);
    }

    /** Chooses a registered parameter. */
    void parameterHigh(int value) {
        parameter = parameter & 0x7F | value << 7;
    }

    /** Chooses a registered parameter. */
    void parameterLow(int value) {
        parameter = parameter & 0x3F80 | value;
    }

    /** Another kind of parameter was chosen, of which none is known here. */
    void otherParameter() {
        parameter = NO_PARAMETER;
    }

    /** Data entry: semitones of the bend range, if that is what was chosen. */
    void dataHigh(int value) {
        if (parameter == 0) {
            bendSemitones = Math.min(value, MOST_SEMITONES);
        }
    }

    /** Data entry: cents of the bend range. */
    void dataLow(int value) {
        if (parameter == 0) {
            bendCents = Math.min(value, 99);
        }
    }
}
