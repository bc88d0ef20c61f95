package portcls.bench;

import java.util.Arrays;

import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;

/**
 * The JDK's sequencer and a receiver that stamps. Nobody can learn when its time 0 was, so the
 * event that came best counts as in time: no reckoning is kinder to it.
 */
final class JdkPlayer implements Player {
    /**
     * At the default tempo a tick is a tenth of a millisecond, so each due time is a whole tick.
     */
    private static final int TICKS_PER_QUARTER = 5000;

    private static final long TICK_NANOS = 100_000;

    private final Stamps stamps = new Stamps(EVENTS);
    private final JdkSequencer sequencer =
            new JdkSequencer(
                    Song.sequence(TICKS_PER_QUARTER, EVENTS, (int) (PERIOD_NANOS / TICK_NANOS)),
                    1,
                    new Stamping());

    @Override
    public String label() {
        return "JDK Sequencer, against its own best event";
    }

    @Override
    public long[] play() throws InterruptedException {
        sequencer.rewind();
        stamps.clear();
        sequencer.start();
        stamps.await();
        long[] lateness = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            lateness[i] = stamps.at(i) - i * PERIOD_NANOS;
        }
        long best = Arrays.stream(lateness).min().orElse(0);
        return Arrays.stream(lateness).map(nanos -> nanos - best).toArray();
    }

    @Override
    public void close() {
        sequencer.close();
    }

    /** The end of the wire. */
    private final class Stamping implements Receiver {
        @Override
        public void send(MidiMessage message, long timeStamp) {
            stamps.stamp();
        }

        @Override
        public void close() {}
    }
}
