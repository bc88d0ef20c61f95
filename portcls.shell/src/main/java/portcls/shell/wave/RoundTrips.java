package portcls.shell.wave;

import portcls.api.time.ReferenceTime;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How long bursts took from the end of one buffer, through the devices, into the other.
 *
 * @param frames for each that came back, from the shortest to the longest
 * @param bursts how many were played
 */
record RoundTrips(List<Long> frames, int bursts) {
    RoundTrips {
        frames = List.copyOf(frames);
    }

    /** Looks for all bursts in what was heard. */
    static RoundTrips find(Bursts bursts, float[] heard, Readings out, Readings in, int rate) {
        BurstFinder finder = new BurstFinder(bursts.pattern());
        double perFrame = (double) ReferenceTime.SECOND / rate;
        // Both streams count from their own start: how far frame 0 of the one lies before the
        // other.
        long shift = Math.round((out.time100ns(0) - in.time100ns(0)) / perFrame);
        LongStream.Builder trips = LongStream.builder();
        for (int burst = 0; burst < bursts.count(); burst++) {
            long played = bursts.start(burst);
            long earliest = played + shift - Bursts.LENGTH / 2;
            long at = finder.find(heard, earliest, earliest + bursts.interval());
            if (at >= 0) {
                double time = in.time100ns(at) - out.time100ns(played);
                trips.add(Math.round(time / perFrame));
            }
        }
        return new RoundTrips(trips.build().sorted().boxed().toList(), bursts.count());
    }

    /** Whether none came back. */
    boolean isEmpty() {
        return frames.isEmpty();
    }

    long min() {
        return frames.getFirst();
    }

    long median() {
        return frames.get(frames.size() / 2);
    }

    long max() {
        return frames.getLast();
    }
}
