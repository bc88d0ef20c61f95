package portcls.banks.download;

/** The kinds of download blocks ({@code dwDLType}); the first three can be used. */
enum BlockType {
    INSTRUMENT(1, "an instrument of DLS level 1"),
    WAVE(2, "a wave"),
    INSTRUMENT2(3, "an instrument of DLS level 2"),
    WAVE_ARTICULATION(4, "a wave articulation"),
    STREAMING_WAVE(5, "a streaming wave"),
    ONE_SHOT_WAVE(6, "a one-shot wave");

    private static final BlockType[] ALL = values();

    private final int number;
    private final String text;

    BlockType(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    /** What a number means, for errors. */
    static String describe(int number) {
        boolean known = number >= 1 && number <= ALL.length;
        return known ? ALL[number - 1].text : "of no known kind";
    }
}
