package portcls.banks.dls;

import portcls.banks.BankNotes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps instruments from being tuned so high that a note never comes to an end: a synthesizer reads
 * or skips every frame that it runs over, and goes round in a loop one by one. Bends come on top.
 */
final class DlsPitch {
    private static final int SEMITONE = 100;
    private static final double OCTAVE = 1_200;
    private static final double USUAL_RATE = 44_100;
    private static final double UNIT = 65_536;

    /** The highest key, in cents: all keys at a semitone each. */
    private static final int MOST_BY_KEY = 127 * SEMITONE;

    /** What 128 keys, or semitones of a bend, come to. */
    private static final int WHOLE = 128 * SEMITONE;

    private static final int KEYS = 128;

    /** Cents by which one connection moves the pitch. */
    private static final int MOST_MOVED = 12_000;

    /** The highest pitch above that of the wave, in cents. */
    private static final int MOST_CENTS = 150 * SEMITONE;

    /** Rounds of a loop for each frame that is rendered. */
    private static final int MOST_ROUNDS = 64;

    private static final int PITCH_WHEEL = 6;
    private static final int BEND_RANGE = 0x100;
    private static final int FINE_TUNING = 0x101;

    private final List<DlsWave> waves;
    private final BankNotes notes;

    DlsPitch(List<DlsWave> waves, BankNotes notes) {
        this.waves = waves;
        this.notes = notes;
    }

    /** The instrument, with what tunes it too high left out. */
    DlsInstrument limited(DlsInstrument from) {
        int highest = from.regions().stream().mapToInt(DlsRegion::keyHigh).max().orElse(0);
        DlsArticulation all = limited(from.articulation(), highest);
        List<DlsRegion> regions = from.regions().stream().map(this::fineTuned).toList();
        double worst = 0;
        for (DlsRegion region : regions) {
            worst = Math.max(worst, cents(region, byKey(all)));
        }
        if (worst + raised(all) > MOST_CENTS) {
            all = usual(all);
        }
        List<DlsRegion> limited = new ArrayList<>();
        for (DlsRegion region : regions) {
            limited.add(limited(region, all));
        }
        return new DlsInstrument(
                from.bankMsb(),
                from.bankLsb(),
                from.program(),
                from.percussion(),
                from.info(),
                limited,
                all);
    }

    /** Fine tuning may be many semitones, as banks in use have it, but not any number. */
    private DlsRegion fineTuned(DlsRegion region) {
        DlsSampling sampling = region.sampling();
        if (sampling.cents() == 0 || cents(region, WHOLE) <= MOST_CENTS) {
            return region;
        }
        notes.add("Fine tuning that tunes too high was left out.");
        return region.withSampling(
                new DlsSampling(
                        sampling.key(), 0, sampling.gain(), sampling.options(), sampling.loop()));
    }

    private DlsRegion limited(DlsRegion region, DlsArticulation all) {
        DlsArticulation own = limited(region.articulation(), region.keyHigh());
        double cents = cents(region, Math.max(byKey(all), byKey(own)));
        double raised = raised(all) + raised(own);
        if (cents + raised > MOST_CENTS) {
            own = usual(own);
            raised = raised(all);
        }
        DlsSampling sampling = region.sampling();
        DlsLoop loop = sampling.loop();
        if (loop != null
                && Math.pow(2, (cents + raised) / OCTAVE) > (double) MOST_ROUNDS * loop.length()) {
            notes.add("A loop that is too short for the keys of its region was left out.");
            sampling =
                    new DlsSampling(
                            sampling.key(),
                            sampling.cents(),
                            sampling.gain(),
                            sampling.options(),
                            null);
        }
        return region.withSampling(sampling).withArticulation(own);
    }

    /** How far the highest key is above the wave's own, at the rate that it has. */
    private double cents(DlsRegion region, double byKey) {
        DlsSampling sampling = region.sampling();
        double above = region.keyHigh() * byKey / KEYS - sampling.key() * SEMITONE;
        return Math.max(0, above)
                + Math.abs(sampling.cents())
                + OCTAVE * Math.log(waves.get(region.wave()).rate() / USUAL_RATE) / Math.log(2);
    }

    private DlsArticulation limited(DlsArticulation from, int highestKey) {
        DlsArticulation moved = without(from, "A connection", DlsPitch::movesTooFar);
        if (byKey(moved) * highestKey / KEYS > MOST_BY_KEY) {
            return without(moved, "A distance of keys", DlsPitch::isByKey);
        }
        return moved;
    }

    private DlsArticulation usual(DlsArticulation from) {
        return without(from, "A connection", c -> raise(c) > 0);
    }

    private DlsArticulation without(
            DlsArticulation from, String what, Predicate<DlsConnection> isOut) {
        return new DlsArticulation(
                without(from.level1(), what, isOut), without(from.level2(), what, isOut));
    }

    private List<DlsConnection> without(
            List<DlsConnection> from, String what, Predicate<DlsConnection> isOut) {
        List<DlsConnection> left = new ArrayList<>();
        for (DlsConnection connection : from) {
            if (isOut.test(connection)) {
                notes.add(what + " that tunes too high was left out.");
            } else {
                left.add(connection);
            }
        }
        return left;
    }

    private static boolean isByKey(DlsConnection connection) {
        return connection.destination() == DlsConnection.PITCH
                && connection.source() == DlsConnection.SOURCE_KEY;
    }

    /** Whether it says what a player's bends and tunings mean, which have limits of their own. */
    private static boolean isByPlayer(DlsConnection connection) {
        return connection.source() == PITCH_WHEEL
                || connection.source() >= BEND_RANGE
                || connection.control() >= BEND_RANGE;
    }

    private static boolean movesTooFar(DlsConnection connection) {
        if (connection.destination() != DlsConnection.PITCH || isByKey(connection)) {
            return false;
        }
        double most = MOST_MOVED;
        if (isByPlayer(connection)) {
            boolean fine =
                    connection.source() == FINE_TUNING || connection.control() == FINE_TUNING;
            most = fine ? SEMITONE : WHOLE;
        }
        return Math.abs(connection.scale() / UNIT) > most;
    }

    /** Cents between 128 keys, the most of both levels. */
    private static double byKey(DlsArticulation articulation) {
        double most = WHOLE;
        for (List<DlsConnection> level : List.of(articulation.level1(), articulation.level2())) {
            double sum = 0;
            for (DlsConnection connection : level) {
                sum += isByKey(connection) ? Math.max(0, connection.scale() / UNIT) : 0;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** Cents by which everything but the key can raise the pitch, the most of both levels. */
    private static double raised(DlsArticulation articulation) {
        return Math.max(
                articulation.level1().stream().mapToDouble(DlsPitch::raise).sum(),
                articulation.level2().stream().mapToDouble(DlsPitch::raise).sum());
    }

    private static double raise(DlsConnection connection) {
        if (connection.destination() != DlsConnection.PITCH
                || isByKey(connection)
                || isByPlayer(connection)) {
            return 0;
        }
        double cents = connection.scale() / UNIT;
        return connection.source() == DlsConnection.SOURCE_NONE
                ? Math.max(0, cents)
                : Math.abs(cents);
    }
}
