package portcls.banks.sf2;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankNotes;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the zones of one level, presets or instruments. Zones that a synthesizer must ignore by the
 * format's own rules are left out here, so that all synthesizers agree.
 */
final class Sf2ZoneReader {
    private static final int[] PLACE_GENERATORS = {
        Sf2Generators.START_OFFSET,
        Sf2Generators.END_OFFSET,
        Sf2Generators.START_COARSE,
        Sf2Generators.END_COARSE
    };
    private static final int[] LOOP_GENERATORS = {
        Sf2Generators.START_LOOP_OFFSET,
        Sf2Generators.END_LOOP_OFFSET,
        Sf2Generators.START_LOOP_COARSE,
        Sf2Generators.END_LOOP_COARSE
    };

    private static final int[] PITCH_GENERATORS = {
        Sf2Generators.MOD_LFO_TO_PITCH,
        Sf2Generators.VIBRATO_TO_PITCH,
        Sf2Generators.MOD_ENVELOPE_TO_PITCH
    };

    private static final int ALL_KEYS = 127 << Byte.SIZE;
    private static final int SEMITONE = 100;
    private static final double OCTAVE = 1_200;
    private static final double USUAL_RATE = 44_100;

    // A synthesizer reads or skips every frame that it runs over, and goes round in a loop one by
    // one; a note of a hundred octaves never comes to an end. Bends come on top of these.

    /** The highest key above the root, in cents: all keys at a semitone each. */
    private static final int MOST_BY_KEY = 127 * SEMITONE;

    /** The highest pitch above that of the sample, in cents. */
    private static final int MOST_CENTS = 150 * SEMITONE;

    /** Rounds of a loop for each frame that is rendered. */
    private static final int MOST_ROUNDS = 64;

    private final boolean preset;
    private final Sf2Table bags;
    private final Sf2Table generators;
    private final Sf2Table modulators;
    private final Sf2Table targets;
    private final @Nullable Sf2SampleReader samples;
    private final BankNotes notes;

    private final int[] values = new int[Sf2Generators.COUNT];
    private long present;
    private final int[] globalValues = new int[Sf2Generators.COUNT];
    private long globalPresent;

    /** Reads zones of presets, which play instruments. */
    static Sf2ZoneReader ofPresets(Sf2Tables tables, BankNotes notes) {
        return new Sf2ZoneReader(
                true,
                tables.presetBags(),
                tables.presetGenerators(),
                tables.presetModulators(),
                tables.instruments(),
                null,
                notes);
    }

    /** Reads zones of instruments, which play samples. */
    static Sf2ZoneReader ofInstruments(Sf2Tables tables, Sf2SampleReader samples, BankNotes notes) {
        return new Sf2ZoneReader(
                false,
                tables.instrumentBags(),
                tables.instrumentGenerators(),
                tables.instrumentModulators(),
                tables.samples(),
                samples,
                notes);
    }

    private Sf2ZoneReader(
            boolean preset,
            Sf2Table bags,
            Sf2Table generators,
            Sf2Table modulators,
            Sf2Table targets,
            @Nullable Sf2SampleReader samples,
            BankNotes notes) {
        this.preset = preset;
        this.bags = bags;
        this.generators = generators;
        this.modulators = modulators;
        this.targets = targets;
        this.samples = samples;
        this.notes = notes;
    }

    /** Reads the zones that a header names. */
    List<Sf2Zone> read(Sf2Table headers, int record, int member) throws BankException {
        int from = headers.checkedRun(record, member, bags.entries());
        int to = headers.u16(record + 1, member);
        List<Sf2Zone> zones = new ArrayList<>();
        globalPresent = 0;
        boolean sounds = false;
        for (int bag = from; bag < to; bag++) {
            Sf2Zone zone = zone(bag, bag == from);
            if (zone != null) {
                zones.add(zone);
                sounds |= has(terminal());
            }
        }
        return sounds ? zones : List.of();
    }

    private int terminal() {
        return preset ? Sf2Generators.INSTRUMENT : Sf2Generators.SAMPLE_ID;
    }

    private @Nullable Sf2Zone zone(int bag, boolean first) throws BankException {
        int generator = bags.checkedRun(bag, 0, generators.count());
        int modulator = bags.checkedRun(bag, 2, modulators.count());
        readGenerators(generator, bags.u16(bag + 1, 0));
        if (has(terminal())) {
            if (!target(bag)) {
                return null;
            }
        } else if (first) {
            System.arraycopy(values, 0, globalValues, 0, values.length);
            globalPresent = present;
        } else {
            notes.add("A zone that plays nothing was left out.");
            return null;
        }
        List<Sf2Modulator> moved = readModulators(modulator, bags.u16(bag + 1, 2));
        boolean empty = present == 0 && moved.isEmpty();
        return empty ? null : Sf2Zone.of(values, present, moved);
    }

    private void readGenerators(int from, int to) throws BankException {
        present = 0;
        for (int i = from; i < to; i++) {
            int kind = generators.u16(i, 0);
            int amount = generators.u16(i, 2);
            if (kind == terminal()) {
                put(kind, amount);
                if (i < to - 1) {
                    notes.add("Generators behind the last of a zone were left out.");
                }
                return;
            }
            if (!Sf2Generators.allowed(kind, preset)) {
                notes.add("A generator that does not belong there was left out.");
            } else if (kind == Sf2Generators.KEY_RANGE || kind == Sf2Generators.VELOCITY_RANGE) {
                boolean inOrder =
                        i == from
                                || kind == Sf2Generators.VELOCITY_RANGE
                                        && present == 1L << Sf2Generators.KEY_RANGE;
                if (inOrder) {
                    checkRange(i, kind, amount);
                    put(kind, amount);
                } else {
                    notes.add("A range that is not the first of its zone was left out.");
                }
            } else {
                int value = Sf2Generators.clamp(kind, (short) amount, preset);
                if (value != (short) amount) {
                    notes.add("A generator was put into its range.");
                }
                put(kind, value);
            }
        }
    }

    private void checkRange(int record, int kind, int amount) throws BankException {
        int low = amount & 0xFF;
        int high = amount >> 8;
        if (low > high || high > 127) {
            String name = kind == Sf2Generators.KEY_RANGE ? "keys" : "velocities";
            throw generators.damaged(record, 2, "its " + name + " are " + low + " … " + high);
        }
    }

    /** Checks what the zone plays; {@code false}: it cannot be heard. */
    private boolean target(int bag) throws BankException {
        int target = values[terminal()];
        if (target >= targets.entries()) {
            throw bags.damaged(
                    bag,
                    0,
                    "its zone plays "
                            + (preset ? "instrument " : "sample ")
                            + target
                            + ", there are "
                            + targets.entries());
        }
        if (samples == null) {
            return true;
        }
        int index = samples.indexOf(target);
        if (index == Sf2SampleReader.ROM) {
            notes.add("A zone that plays a sample in a sound card's ROM was left out.");
            return false;
        }
        values[terminal()] = index;
        Sf2Sample sample = samples.samples().get(index);
        checkPlace(bag, sample);
        checkPitch(sample);
        return true;
    }

    /** Checks how fast the zone's highest key runs through its sample, and round in its loop. */
    private void checkPitch(Sf2Sample sample) {
        int root = value(Sf2Generators.ROOT_KEY, -1);
        int keys = (value(Sf2Generators.KEY_RANGE, ALL_KEYS) >> Byte.SIZE);
        int above = Math.max(0, keys - (root < 0 ? sample.key() : root));
        if (above * value(Sf2Generators.SCALE_TUNING, SEMITONE) > MOST_BY_KEY) {
            notes.add("A zone whose keys were too far apart was tuned as usual.");
            put(Sf2Generators.SCALE_TUNING, SEMITONE);
        }
        double cents =
                above * value(Sf2Generators.SCALE_TUNING, SEMITONE)
                        + OCTAVE * Math.log(sample.rate() / USUAL_RATE) / Math.log(2);
        double raised = SEMITONE * Math.max(0, value(Sf2Generators.COARSE_TUNE));
        for (int mover : PITCH_GENERATORS) {
            raised += Math.max(0, value(mover));
        }
        if (cents + raised > MOST_CENTS) {
            notes.add("A zone that was tuned too high was tuned as usual.");
            neutralize(Sf2Generators.COARSE_TUNE);
            neutralize(PITCH_GENERATORS);
            raised = 0;
        }
        long loop =
                place(
                                sample.loopEnd(),
                                Sf2Generators.END_LOOP_OFFSET,
                                Sf2Generators.END_LOOP_COARSE)
                        - place(
                                sample.loopStart(),
                                Sf2Generators.START_LOOP_OFFSET,
                                Sf2Generators.START_LOOP_COARSE);
        boolean looped = value(Sf2Generators.SAMPLE_MODES) != 0;
        if (looped && Math.pow(2, (cents + raised) / OCTAVE) > MOST_ROUNDS * loop) {
            notes.add("A loop that is too short for the keys of its zone was left out.");
            put(Sf2Generators.SAMPLE_MODES, 0);
        }
    }

    /** Checks where the zone, with its offsets, begins, ends and loops. */
    private void checkPlace(int bag, Sf2Sample sample) throws BankException {
        long start = place(sample.start(), Sf2Generators.START_OFFSET, Sf2Generators.START_COARSE);
        long end = place(sample.end(), Sf2Generators.END_OFFSET, Sf2Generators.END_COARSE);
        if (start < sample.start() || end > sample.end() || start >= end) {
            throw bags.damaged(
                    bag,
                    0,
                    "its zone plays frames "
                            + start
                            + " … "
                            + end
                            + " of a sample of frames "
                            + sample.start()
                            + " … "
                            + sample.end());
        }
        long loopStart =
                place(
                        sample.loopStart(),
                        Sf2Generators.START_LOOP_OFFSET,
                        Sf2Generators.START_LOOP_COARSE);
        long loopEnd =
                place(
                        sample.loopEnd(),
                        Sf2Generators.END_LOOP_OFFSET,
                        Sf2Generators.END_LOOP_COARSE);
        if (loopStart >= start && loopStart < loopEnd && loopEnd <= end) {
            return;
        }
        notes.add("The offsets of a loop that lead out of its sample were left out.");
        neutralize(LOOP_GENERATORS);
        if (sample.loopStart() < start || sample.loopEnd() > end) {
            neutralize(PLACE_GENERATORS);
        }
    }

    /** Makes offsets zero in this zone, whatever the global zone says. */
    private void neutralize(int... offsets) {
        for (int offset : offsets) {
            present &= ~(1L << offset);
            if ((globalPresent >> offset & 1) != 0) {
                put(offset, 0);
            }
        }
    }

    private long place(int base, int fine, int coarse) {
        return base + value(fine) + 32_768L * value(coarse);
    }

    private int value(int generator) {
        return value(generator, 0);
    }

    private int value(int generator, int unsaid) {
        if (has(generator)) {
            return values[generator];
        }
        return (globalPresent >> generator & 1) != 0 ? globalValues[generator] : unsaid;
    }

    private List<Sf2Modulator> readModulators(int from, int to) {
        List<Sf2Modulator> found = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Sf2Modulator modulator =
                    new Sf2Modulator(
                            modulators.u16(i, 0),
                            modulators.u16(i, 2),
                            (short) modulators.u16(i, 4),
                            modulators.u16(i, 6),
                            modulators.u16(i, 8));
            if (modulator.isSimple()) {
                found.add(modulator);
            } else {
                notes.add("A modulator of a kind that is not supported was left out.");
            }
        }
        return found;
    }

    private boolean has(int generator) {
        return (present >> generator & 1) != 0;
    }

    private void put(int generator, int value) {
        values[generator] = value;
        present |= 1L << generator;
    }
}
