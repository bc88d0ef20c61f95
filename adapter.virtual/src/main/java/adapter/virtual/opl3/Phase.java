package adapter.virtual.opl3;

/** Where in its wave an operator stands, and how fast it goes on: F-number, block, multiple. */
final class Phase {
    /** What the multiple stands for, doubled since its first is a half. */
    private static final int[] MULTIPLES = {
        1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 20, 24, 24, 30, 30
    };

    private static final int FRACTION_BITS = 9;

    private int position;
    private int step;

    // Registers.
    private int fNumber;
    private int block;
    private int multiple = MULTIPLES[0];
    private boolean vibrato;
    private int bend;

    /** Pitch, registers 0xA0 and 0xB0. */
    void pitch(int newFNumber, int newBlock) {
        fNumber = newFNumber;
        block = newBlock;
        update();
    }

    /** Multiple and vibrato, register 0x20. */
    void multiple(int value) {
        multiple = MULTIPLES[value & 15];
        vibrato = (value & 0x40) != 0;
        update();
    }

    /**
     * The vibrato moves on.
     *
     * @param newBend see {@link Lfo#bend}
     */
    void bend(int newBend) {
        bend = newBend;
        update();
    }

    /** The wave begins anew. */
    void restart() {
        position = 0;
    }

    /** The place in the wave now, 0 … 1023; the next frame has the next. */
    int next() {
        int now = position;
        position += step;
        return now >>> FRACTION_BITS & Waveform.LENGTH - 1;
    }

    private void update() {
        int bent = vibrato ? fNumber + Lfo.bend(bend, fNumber) : fNumber;
        step = (bent << block >> 1) * multiple >> 1;
    }
}
