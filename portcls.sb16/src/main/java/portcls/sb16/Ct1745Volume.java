package portcls.sb16;

/** A volume of the mixer: 32 steps of 2 dB, −62 … 0 dB. */
public enum Ct1745Volume {
    /** All that is heard. */
    MASTER(0x30, 2),
    /** What the DSP plays. */
    VOICE(0x32, 2),
    /** What the FM synthesizer plays. */
    MIDI(0x34, 2),
    CD(0x36, 2),
    LINE(0x38, 2),
    MICROPHONE(0x3A, 1);

    private final int register;
    private final int channels;

    Ct1745Volume(int register, int channels) {
        this.register = register;
        this.channels = channels;
    }

    /** Its register; the one of the right channel is the next. */
    public int register() {
        return register;
    }

    /** 1 or 2. */
    public int channels() {
        return channels;
    }
}
