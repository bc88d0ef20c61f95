package adapter.alsa.mixer;

import portcls.api.ks.BasicSupport.Stepping;

/** Levels, 1/65536 dB, and the numbers that a card has for them. Any thread. */
sealed interface Scale permits DecibelScale, CubicScale {
    /** 1 dB as a level. */
    int DECIBEL = 65_536;

    /** Between the levels of a range whose own steps differ, or are finer. */
    int FINE_STEP = DECIBEL / 16;

    /** The level of silence. */
    int SILENCE = Integer.MIN_VALUE;

    /**
     * That of a card.
     *
     * @param minimum its lowest number
     * @param maximum its highest
     * @param stride from a number to the next one that is known
     * @param hundredths what it says the dB of these are; when more is not louder it is not
     *     believed
     */
    static Scale of(long minimum, long maximum, long stride, long[] hundredths) {
        boolean rises = hundredths[0] < hundredths[hundredths.length - 1];
        for (int i = 1; i < hundredths.length; i++) {
            rises &= hundredths[i - 1] <= hundredths[i];
        }
        return rises
                ? new DecibelScale(minimum, stride, hundredths)
                : new CubicScale(minimum, maximum);
    }

    /** The levels that can be set. */
    Stepping range();

    /** The level that a number of the card is. */
    int level(long volume);

    /** The card's number that comes nearest to a level. */
    long volume(int level);
}
