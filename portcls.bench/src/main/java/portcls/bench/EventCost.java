package portcls.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import portcls.api.PortClass;
import portcls.api.client.MidiPin;
import portcls.bench.driver.NullMidi;
import portcls.ports.time.ManualClock;
import portcls.ports.time.SystemClock;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;

/**
 * What one short message costs from {@link MidiPin#send} to the miniport's {@code write}: pool,
 * inbox, sequencer, write. One operation is one event. The peer is the JDK's sequencer, which plays
 * a track that stands in memory already into a receiver that counts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventCost {
    private static final int BATCH = 1000;
    private static final int TRACK = 100_000;

    /** Everything on one thread. */
    @State(Scope.Thread)
    public static class VirtualHouse {
        final ManualClock clock = new ManualClock();
        final Bytes bytes = new Bytes();
        final House house = new House(clock, PortClass.MIDI, new NullMidi(bytes::take));
        final MidiPin pin = house.runMidi();

        /** Lets go. */
        @TearDown
        public void close() {
            house.close();
        }
    }

    /** One thread sends, the dispatch thread writes. */
    @State(Scope.Thread)
    public static class SystemHouse {
        final Bytes bytes = new Bytes();
        final House house = new House(new SystemClock(), PortClass.MIDI, new NullMidi(bytes::take));
        final MidiPin pin = house.runMidi();

        /** Lets go. */
        @TearDown
        public void close() {
            house.close();
        }
    }

    /** The JDK's sequencer and a track that is due as a whole after its first millisecond. */
    @State(Scope.Thread)
    public static class DenseTrack {
        private static final float FASTEST = 1_000_000;

        final Counter counter = new Counter(TRACK);
        final JdkSequencer sequencer =
                new JdkSequencer(Song.sequence(480, TRACK, 1), FASTEST, counter);

        /** Back to the beginning. */
        @Setup(Level.Invocation)
        public void rewind() throws InterruptedException {
            sequencer.rewind();
            counter.restart();
        }

        /** Lets go. */
        @TearDown
        public void close() {
            sequencer.close();
        }
    }

    /** A thousand messages for a thousand different times: each has the timer set for itself. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long virtualOwnTimes(VirtualHouse house) {
        long now = house.pin.now();
        for (int i = 0; i < BATCH; i++) {
            house.pin.send(now + 1 + i, Song.message(i));
        }
        house.clock.advance(BATCH);
        return house.bytes.taken;
    }

    /** A thousand messages for one time. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long virtualOneTime(VirtualHouse house) {
        long due = house.pin.now() + 1;
        for (int i = 0; i < BATCH; i++) {
            house.pin.send(due, Song.message(i));
        }
        house.clock.advance(1);
        return house.bytes.taken;
    }

    /** A thousand messages for now, until the last one is written. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void systemNow(SystemHouse house) {
        for (int i = 0; i < BATCH; i++) {
            house.pin.send(Song.message(i));
        }
        while (house.pin.queued() > 0) {
            Thread.onSpinWait();
        }
    }

    /** From {@code start()} until the receiver has the last message. */
    @Benchmark
    @OperationsPerInvocation(TRACK)
    public long jdkSequencer(DenseTrack track) {
        track.sequencer.start();
        while (!track.counter.isComplete()) {
            Thread.onSpinWait();
        }
        return track.counter.taken();
    }

    /** The end of the wire: reads each byte, as a device would. */
    static final class Bytes {
        long taken;

        int take(ByteBuffer bytes) {
            int count = bytes.remaining();
            for (int i = 0; i < count; i++) {
                taken += bytes.get(bytes.position() + i);
            }
            return count;
        }
    }

    /** The end of the JDK's wire: reads each byte too. */
    static final class Counter implements Receiver {
        private final int wanted;
        private int count;
        private long taken;
        private volatile boolean complete;

        Counter(int wanted) {
            this.wanted = wanted;
        }

        boolean isComplete() {
            return complete;
        }

        long taken() {
            return taken;
        }

        void restart() {
            count = 0;
            complete = false;
        }

        @Override
        public void send(MidiMessage message, long timeStamp) {
            for (int i = 0; i < message.getLength(); i++) {
                taken += message.getStatus();
            }
            count++;
            if (count == wanted) {
                complete = true;
            }
        }

        @Override
        public void close() {}
    }
}
