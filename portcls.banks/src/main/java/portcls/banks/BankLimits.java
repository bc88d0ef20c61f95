package portcls.banks;

import portcls.banks.riff.RiffChunk;

/**
 * How much a bank may hold. A bank that holds more is refused before memory is taken for it.
 *
 * @param fileBytes of the whole file
 * @param sampleBytes of sound in it
 * @param instruments that can be selected
 * @param regions (SoundFont: zones) of all instruments together
 * @param generators of all regions together; modulators and DLS connections count like generators
 */
public record BankLimits(
        long fileBytes, long sampleBytes, int instruments, int regions, int generators) {
    /** Room for every bank that is known, and not for a file made to fill the memory. */
    public static final BankLimits DEFAULT =
            new BankLimits(512L << 20, 512L << 20, 20_000, 200_000, 2_000_000);

    /** For a bank that was checked before. */
    public static final BankLimits NONE =
            new BankLimits(
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE);

    /** Checks a number of {@code things} against the limit that applies to it. */
    public static void check(RiffChunk chunk, String things, long count, long limit)
            throws BankException {
        if (count > limit) {
            throw new BankException(
                    chunk.place()
                            + ": it has more than is allowed: "
                            + things
                            + "="
                            + count
                            + ", limit="
                            + limit
                            + ". Choose a smaller bank or raise the limit.");
        }
    }
}
