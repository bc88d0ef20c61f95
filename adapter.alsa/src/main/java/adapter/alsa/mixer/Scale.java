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

    /** The levels that can be set. */
    Stepping range();

    /** The level that a number of the card is. */
    int level(long volume);

    /** The card's number that comes nearest to a level. */
    long volume(int level);
}
