package portcls.bench.position;

import java.util.ArrayList;
import java.util.List;

/**
 * Straight lines through readings of a position, as driver tests draw them: how far the readings
 * are from them, and how steep they are. A glitch is no jitter: after one a new line begins.
 */
final class LineFit {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** A shorter piece says nothing. */
    private static final int FEWEST_READINGS = 100;

    private final List<Reading> piece = new ArrayList<>();
    private int readings;
    private double squares;
    private double largest;
    private double rates;

    private record Reading(double seconds, double frames) {}

    /** The result: standard deviation and largest distance in ms, mean frames per second. */
    record Line(int readings, double deviation, double largest, double rate) {}

    /** A position was read at a time of {@link System#nanoTime()}. */
    void add(long nanos, long frames) {
        piece.add(new Reading(nanos / NANOS_PER_SECOND, frames));
    }

    /** Frames were lost: a new line. */
    void glitch() {
        finishPiece();
    }

    /** All lines together. */
    Line line() {
        finishPiece();
        if (readings == 0) {
            throw new IllegalStateException(
                    "no "
                            + FEWEST_READINGS
                            + " readings without a glitch between them; is the machine busy?");
        }
        return new Line(readings, Math.sqrt(squares / readings), largest, rates / readings);
    }

    private void finishPiece() {
        int count = piece.size();
        if (count >= FEWEST_READINGS) {
            double rate = fit(count);
            readings += count;
            rates += rate * count;
        }
        piece.clear();
    }

    /** The line of least squares; returns its rate. */
    private double fit(int count) {
        double meanTime = piece.stream().mapToDouble(Reading::seconds).sum() / count;
        double meanFrames = piece.stream().mapToDouble(Reading::frames).sum() / count;
        double square = 0;
        double product = 0;
        for (Reading reading : piece) {
            double time = reading.seconds - meanTime;
            square += time * time;
            product += time * (reading.frames - meanFrames);
        }
        double rate = product / square;
        for (Reading reading : piece) {
            double frames = meanFrames + rate * (reading.seconds - meanTime);
            double error = (reading.frames - frames) / rate * MILLIS_PER_SECOND;
            squares += error * error;
            largest = Math.max(largest, Math.abs(error));
        }
        return rate;
    }
}
