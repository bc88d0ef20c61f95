package portcls.bench;

import portcls.api.PortClass;
import portcls.api.client.MidiPin;
import portcls.api.time.ReferenceTime;
import portcls.bench.driver.NullMidi;
import portcls.ports.time.SystemClock;

import java.nio.ByteBuffer;

/** Through the port to a miniport that stamps in {@code write}. */
final class PortPlayer implements Player {
    private static final long PERIOD_100NS = ReferenceTime.ofNanos(PERIOD_NANOS);
    private static final long LEAD_100NS = 50 * ReferenceTime.MILLISECOND;
    private static final int READINGS = 1000;

    private final Stamps stamps = new Stamps(EVENTS);
    private final House house =
            new House(new SystemClock(), PortClass.MIDI, new NullMidi(this::write));
    private final MidiPin pin = house.runMidi();

    @Override
    public String label() {
        return "portcls, against the clock of its pin";
    }

    @Override
    public long[] play() {
        stamps.clear();
        long zero = nanosAtZero(pin);
        long first = pin.now() + LEAD_100NS;
        for (int i = 0; i < EVENTS; i++) {
            pin.send(first + i * PERIOD_100NS, Song.message(i));
        }
        stamps.await();
        long[] lateness = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            long due = zero + ReferenceTime.toNanos(first + i * PERIOD_100NS);
            lateness[i] = stamps.at(i) - due;
        }
        return lateness;
    }

    @Override
    public void close() {
        house.close();
    }

    private int write(ByteBuffer bytes) {
        stamps.stamp();
        return bytes.remaining();
    }

    /**
     * The nano time at which the pin's clock stood at 0, from the reading that was least disturbed.
     */
    private static long nanosAtZero(MidiPin pin) {
        long shortest = Long.MAX_VALUE;
        long zero = 0;
        for (int i = 0; i < READINGS; i++) {
            long before = System.nanoTime();
            long now = pin.now();
            long took = System.nanoTime() - before;
            if (took < shortest) {
                shortest = took;
                zero = before + took / 2 - ReferenceTime.toNanos(now);
            }
        }
        return zero;
    }
}
