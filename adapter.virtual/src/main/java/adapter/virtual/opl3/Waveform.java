package adapter.virtual.opl3;

/** The eight waveforms: attenuation and sign for each of the 1024 places of a wave. */
final class Waveform {
    /** How many there are. */
    static final int COUNT = 8;

    /** Places of a wave. */
    static final int LENGTH = 1_024;

    /** Set in a value where the wave is below zero. */
    static final int NEGATIVE = 0x8000;

    private static final int HALF = LENGTH / 2;
    private static final int QUARTER = LENGTH / 4;
    private static final char[] VALUES = new char[COUNT * LENGTH];

    static {
        for (int wave = 0; wave < COUNT; wave++) {
            for (int place = 0; place < LENGTH; place++) {
                VALUES[wave * LENGTH + place] = (char) at(wave, place);
            }
        }
    }

    private Waveform() {}

    /** Attenuation at a place of a waveform, with {@link #NEGATIVE}. */
    static int value(int wave, int place) {
        return VALUES[wave << 10 | place];
    }

    private static int at(int wave, int place) {
        boolean second = place >= HALF;
        return switch (wave) {
            case 0 -> sine(place);
            case 1 -> second ? Tables.SILENCE : sine(place);
            case 2 -> sine(place % HALF);
            case 3 -> place % HALF >= QUARTER ? Tables.SILENCE : sine(place % HALF);
            case 4 -> second ? Tables.SILENCE : hump(place) | (place < QUARTER ? 0 : NEGATIVE);
            case 5 -> second ? Tables.SILENCE : hump(place);
            case 6 -> second ? NEGATIVE : 0;
            default -> second ? NEGATIVE | (LENGTH - 1 - place) * 8 : place * 8;
        };
    }

    /** Half a sine in a quarter of the wave: every other step up, and the same ones down. */
    private static int hump(int place) {
        int step = place % QUARTER;
        return Tables.logSin(2 * (step < QUARTER / 2 ? step : QUARTER - 1 - step));
    }

    private static int sine(int place) {
        int quarter = place % HALF < QUARTER ? place % QUARTER : QUARTER - 1 - place % QUARTER;
        return Tables.logSin(quarter) | (place < HALF ? 0 : NEGATIVE);
    }
}
