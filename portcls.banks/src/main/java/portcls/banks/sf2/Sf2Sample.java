package portcls.banks.sf2;

/**
 * A sample of a SoundFont: where it lies in the sound data, in frames, and how it is to be played.
 *
 * @param end behind its last frame
 * @param loopEnd behind the last frame of its loop
 * @param rate frames per second
 * @param key the key that plays it at its own pitch
 * @param cents correction of its pitch
 * @param link index of the other side of a stereo pair; 0 when {@code type} is {@link #MONO}
 * @param type {@link #MONO}, {@link #RIGHT} or {@link #LEFT}
 */
public record Sf2Sample(
        String name,
        int start,
        int end,
        int loopStart,
        int loopEnd,
        int rate,
        int key,
        int cents,
        int link,
        int type) {
    /** It stands alone. */
    public static final int MONO = 1;

    /** The right side of a pair. */
    public static final int RIGHT = 2;

    /** The left side of a pair. */
    public static final int LEFT = 4;

    Sf2Sample linked(int newLink, int newType) {
        return new Sf2Sample(
                name, start, end, loopStart, loopEnd, rate, key, cents, newLink, newType);
    }
}
