package portcls.ports.wavesink;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavert.WaveRtPort;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A sink between a fake synthesizer and fake wave devices, on a clock that is moved by hand. */
final class SinkBench implements AutoCloseable {
    static final int PACKET = 480;
    static final long PACKET_100NS = 100_000;

    final TestHouse house;
    final FakeSynth synth;
    final WaveSink sink;
    final List<String> broken = new CopyOnWriteArrayList<>();
    volatile @Nullable Filter output;

    /** Which one when that cannot be opened. */
    volatile @Nullable Filter otherwise;

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** A device with its driver. */
    static final class Line {
        final FakeWave driver;
        final WaveRtPort port;
        final Filter filter;

        Line(FakeWave driver, WaveRtPort port, Filter filter) {
            this.driver = driver;
            this.port = port;
            this.filter = filter;
        }

        FakeWave.Stream stream() {
            return driver.stream();
        }

        boolean isRunning() {
            return !driver.streams.isEmpty() && stream().state == portcls.api.ks.KsState.RUN;
        }

        void unplug() {
            port.depart(new Removal(RemovalReason.SURPRISE, "as the test wants", Instant.now()));
        }

        /** What was played, without the silence at its start. */
        List<Integer> sound() {
            return withoutSilence(stream().played);
        }
    }

    SinkBench() {
        this(FakeWave.FORMAT);
    }

    SinkBench(WaveFormat format) {
        house = new TestHouse();
        synth = new FakeSynth(format);
        sink = sink(house.clock);
    }

    /** With a clock of its own: a thread pulls. */
    SinkBench(TestHouse house, IMasterClock clock) {
        this.house = house;
        synth = new FakeSynth(FakeWave.FORMAT);
        sink = sink(clock);
    }

    private WaveSink sink(IMasterClock clock) {
        return new WaveSink(
                new WaveSink.Setup(
                        "test:synth",
                        synth,
                        synth.format,
                        this::outputs,
                        clock,
                        (call, thrown) -> broken.add(call + " " + thrown.getMessage())));
    }

    private List<Filter> outputs() {
        return Stream.of(Optional.ofNullable(output), Optional.ofNullable(otherwise))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Plugs a device in; it is the output. */
    Line plug(String id) {
        return plug(TestHouse.device(id), new FakeWave());
    }

    Line plug(Adapter device, FakeWave driver) {
        WaveRtPort port = house.bindWave(device, driver);
        Filter filter = house.published.getLast();
        Line line = new Line(driver, port, filter);
        lines.add(line);
        output = filter;
        return line;
    }

    /** Begins, and waits until it is known whether there is an output. */
    void start() throws InterruptedException {
        sink.start();
        assertTrue(sink.awaitOutput(TestHouse.LIMIT));
    }

    /** A packet is played by each device that runs. */
    void packet() {
        house.time().advance(PACKET_100NS);
        for (Line line : lines) {
            if (!line.driver.streams.isEmpty()) {
                line.stream().moveIfRunning(PACKET);
            }
        }
    }

    void packets(int count) {
        for (int i = 0; i < count; i++) {
            packet();
        }
    }

    /** Lets time go on, a packet at a time, until the music is heard there. */
    void playUntil(String id) {
        long end = System.nanoTime() + TestHouse.LIMIT.toNanos();
        while (!sink.playing().equals(id)) {
            assertTrue(System.nanoTime() < end, "never heard through " + id);
            packet();
            Thread.onSpinWait();
        }
    }

    /** On a clock of its own: what one thread did is seen by another. */
    static long committed(Line line) {
        StreamRegisters registers = line.stream().registers();
        return registers.committed();
    }

    static List<Integer> withoutSilence(List<Integer> played) {
        int first = 0;
        while (first < played.size() && played.get(first) == 0) {
            first++;
        }
        return new ArrayList<>(played.subList(first, played.size()));
    }

    @Override
    public void close() {
        sink.close();
        house.close();
    }
}
