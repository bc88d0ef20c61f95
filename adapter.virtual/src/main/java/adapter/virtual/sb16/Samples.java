package adapter.virtual.sb16;

/** Samples of 16 bits. */
final class Samples {
    private Samples() {}

    /** The nearest one. */
    static int round(float sample) {
        return Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** Two in one. */
    static int pack(int left, int right) {
        return left << Short.SIZE | right & 0xFFFF;
    }

    /** The first of two. */
    static int left(int packed) {
        return packed >> Short.SIZE;
    }

    /** The second of two. */
    static int right(int packed) {
        return (short) packed;
    }
}
