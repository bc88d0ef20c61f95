package portcls.banks.sf2;

import java.util.List;

/**
 * A zone of an instrument or a preset: generators in the order that the format wants (ranges first,
 * sample or instrument last) and modulators. Immutable.
 */
public final class Sf2Zone {
    private final int[] generators;
    private final List<Sf2Modulator> modulators;

    private Sf2Zone(int[] generators, List<Sf2Modulator> modulators) {
        this.generators = generators;
        this.modulators = List.copyOf(modulators);
    }

    /**
     * A zone of the generators whose bits are set.
     *
     * @param values by generator
     * @param present bit n: generator n is there
     */
    static Sf2Zone of(int[] values, long present, List<Sf2Modulator> modulators) {
        int[] generators = new int[Long.bitCount(present)];
        int count = 0;
        long last = present & (1L << Sf2Generators.INSTRUMENT | 1L << Sf2Generators.SAMPLE_ID);
        long first = present & (1L << Sf2Generators.KEY_RANGE | 1L << Sf2Generators.VELOCITY_RANGE);
        for (long part : new long[] {first, present & ~first & ~last, last}) {
            for (long rest = part; rest != 0; rest &= rest - 1) {
                int generator = Long.numberOfTrailingZeros(rest);
                generators[count++] = generator << 16 | values[generator] & 0xFFFF;
            }
        }
        return new Sf2Zone(generators, modulators);
    }

    /** A zone of pairs: generator, value, generator, value … */
    public static Sf2Zone of(int... pairs) {
        int[] values = new int[Sf2Generators.COUNT];
        long present = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            values[pairs[i]] = pairs[i + 1];
            present |= 1L << pairs[i];
        }
        return of(values, present, List.of());
    }

    /** How many generators it has. */
    int generatorCount() {
        return generators.length;
    }

    /** The kind of a generator, by its place in the zone. */
    int generator(int index) {
        return generators[index] >>> 16;
    }

    /** The value of a generator, by its place in the zone. */
    int amount(int index) {
        return generators[index] & 0xFFFF;
    }

    /** The value of a kind of generator, or what it is when the zone does not say it. */
    int valueOf(int generator, int unsaid) {
        for (int pair : generators) {
            if (pair >>> 16 == generator) {
                return pair & 0xFFFF;
            }
        }
        return unsaid;
    }

    List<Sf2Modulator> modulators() {
        return modulators;
    }
}
