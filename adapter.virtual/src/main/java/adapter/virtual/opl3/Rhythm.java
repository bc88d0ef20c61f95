package adapter.virtual.opl3;

/**
 * Rhythm mode: channels 6, 7 and 8 become five drums. Hi-hat, snare and cymbal are played at places
 * in their waves that noise and the bits of two phases choose.
 */
final class Rhythm {
    private static final int BASS_DRUM = 0x10;
    private static final int SNARE = 0x08;
    private static final int TOM = 0x04;
    private static final int CYMBAL = 0x02;
    private static final int HI_HAT = 0x01;

    private final Channel bass;
    private final Channel hatAndSnare;
    private final Channel tomAndCymbal;
    private int noise = 1;

    /** Sound of the frame by channel: its sides are that channel's. */
    final int[] output = new int[3];

    Rhythm(Channel bass, Channel hatAndSnare, Channel tomAndCymbal) {
        this.bass = bass;
        this.hatAndSnare = hatAndSnare;
        this.tomAndCymbal = tomAndCymbal;
    }

    /** Its keys, register 0xBD; all are let go when the mode ends. */
    void keys(int value) {
        bass.first.key(Operator.RHYTHM_KEY, (value & BASS_DRUM) != 0);
        bass.second.key(Operator.RHYTHM_KEY, (value & BASS_DRUM) != 0);
        hatAndSnare.first.key(Operator.RHYTHM_KEY, (value & HI_HAT) != 0);
        hatAndSnare.second.key(Operator.RHYTHM_KEY, (value & SNARE) != 0);
        tomAndCymbal.first.key(Operator.RHYTHM_KEY, (value & TOM) != 0);
        tomAndCymbal.second.key(Operator.RHYTHM_KEY, (value & CYMBAL) != 0);
    }

    /** A frame, into {@link #output}. */
    void next(int frame, int tremolo) {
        noise = noise >> 1 | ((noise >> 14 ^ noise) & 1) << 22;
        int hat = hatAndSnare.first.nextPlace();
        hatAndSnare.second.nextPlace();
        int tom = tomAndCymbal.first.nextPlace();
        int cymbal = tomAndCymbal.second.nextPlace();
        int metal =
                bit(hat, 2) ^ bit(hat, 7)
                        | bit(hat, 3) ^ bit(cymbal, 5)
                        | bit(cymbal, 3) ^ bit(cymbal, 5);
        int hatPlace = metal << 9 | ((metal ^ noise & 1) != 0 ? 0xD0 : 0x34);
        int snarePlace = bit(hat, 8) << 9 | (bit(hat, 8) ^ noise & 1) << 8;
        int cymbalPlace = metal << 9 | 0x80;
        // Drums sound twice as loud as channels.
        output[0] = 2 * bass.nextBassDrum(frame, tremolo);
        output[1] =
                2
                        * (hatAndSnare.first.at(hatPlace, frame, tremolo)
                                + hatAndSnare.second.at(snarePlace, frame, tremolo));
        output[2] =
                2
                        * (tomAndCymbal.first.at(tom, frame, tremolo)
                                + tomAndCymbal.second.at(cymbalPlace, frame, tremolo));
    }

    private static int bit(int value, int number) {
        return value >> number & 1;
    }
}
