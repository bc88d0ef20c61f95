package adapter.virtual.sb16;

/** What is plugged into the card's line in. Guarded by the card. */
interface LineIn {
    /** A recording begins. */
    default void restart() {}

    /**
     * The next frame, in units of 16-bit samples.
     *
     * @param frame takes left and right; holds what the card sounds at this moment
     */
    void next(float[] frame);

    /** Nothing. */
    LineIn SILENCE =
            frame -> {
                frame[0] = 0;
                frame[1] = 0;
            };

    /** The card's own line out. */
    LineIn LOOP = frame -> {};
}
