package portcls.banks;

import portcls.banks.riff.RiffChunk;

import java.util.Arrays;

/**
 * How many zones of an instrument one note plays, at its worst key and velocity. Each costs a voice
 * and time between two buffers, so that a bank of a hundred thousand zones on one key, which is
 * small, could stop all sound for seconds.
 *
 * <p>Not thread-safe.
 */
public final class Layers {
    /** Ten times as many as rich banks have. */
    public static final int LIMIT = 256;

    private static final int VALUES = 128;
    private static final int WIDTH = VALUES + 1;

    /** Differences, by key and velocity: summed up over both they are the numbers of zones. */
    private final long[] differences = new long[WIDTH * WIDTH];

    /** Begins anew. */
    public void clear() {
        Arrays.fill(differences, 0);
    }

    /** Adds so many zones that sound for these keys and velocities, 0 … 127. */
    public void add(int keyLow, int keyHigh, int velocityLow, int velocityHigh, int zones) {
        if (keyLow > keyHigh || velocityLow > velocityHigh) {
            return;
        }
        differences[keyLow * WIDTH + velocityLow] += zones;
        differences[keyLow * WIDTH + velocityHigh + 1] -= zones;
        differences[(keyHigh + 1) * WIDTH + velocityLow] -= zones;
        differences[(keyHigh + 1) * WIDTH + velocityHigh + 1] += zones;
    }

    /** The most at any key and velocity. */
    public long most() {
        long most = 0;
        long[] below = new long[VALUES];
        for (int key = 0; key < VALUES; key++) {
            long row = 0;
            for (int velocity = 0; velocity < VALUES; velocity++) {
                row += differences[key * WIDTH + velocity];
                below[velocity] += row;
                most = Math.max(most, below[velocity]);
            }
        }
        return most;
    }

    /**
     * Checks an instrument of a bank.
     *
     * @param name of the instrument
     */
    public static void check(RiffChunk chunk, String name, long most) throws BankException {
        if (most > LIMIT) {
            throw new BankException(
                    chunk.place()
                            + ": it would stop all sound: zones for one note of instrument \""
                            + name
                            + "\"="
                            + most
                            + ", limit="
                            + LIMIT
                            + ". Choose another bank, or give its zones fewer keys.");
        }
    }
}
