package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.time.ReferenceTime;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavert.WaveRtPort;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One device with one fake driver, and what most wave tests do with it. */
public final class WaveBench implements AutoCloseable {
    public static final int FRAME_BYTES = FakeWave.FRAME_BYTES;
    private static final ValueLayout.OfInt FRAME = ValueLayout.JAVA_INT_UNALIGNED;

    public final TestHouse house;
    public final Adapter device = TestHouse.device("test:wave");
    public FakeWave driver = new FakeWave();
    public @Nullable WaveRtPort port;

    public WaveBench() {
        this(new TestHouse());
    }

    public WaveBench(TestHouse house) {
        this.house = house;
    }

    public static Removal removal(RemovalReason reason) {
        return new Removal(reason, "as the test wants", Instant.now());
    }

    /** Binds {@link #driver}. */
    public Filter plug() {
        port = house.bindWave(device, driver);
        return house.published.getLast();
    }

    /** Binds another driver, of the same device. */
    public Filter plug(FakeWave another) {
        driver = another;
        return plug();
    }

    /** Takes the driver away. */
    public List<String> unplug(RemovalReason reason) {
        return java.util.Objects.requireNonNull(port).depart(removal(reason));
    }

    public WavePin render(Buffer buffer) {
        return plug().openRender(FakeWave.FORMAT, buffer);
    }

    public WavePin capture(Buffer buffer) {
        return plug().openCapture(FakeWave.FORMAT, buffer);
    }

    public FakeWave.Stream stream() {
        return driver.stream();
    }

    /** Time goes on by so many frames, then the device does. */
    public void move(long frames) {
        house.time().advance(frames * ReferenceTime.SECOND / 48_000);
        stream().move(frames);
        house.time().advance(0);
    }

    /** Hands over as many packets as there is room for; frames are numbered from 1. */
    public static int fillAll(WavePin pin) {
        int filled = 0;
        MemorySegment packet = pin.pollPacket();
        while (packet != null) {
            number(packet, pin.packetNumber() * pin.packetFrames() + 1);
            pin.commit();
            filled++;
            packet = pin.pollPacket();
        }
        return filled;
    }

    public static void number(MemorySegment frames, long first) {
        for (long i = 0; i < frames.byteSize() / FRAME_BYTES; i++) {
            frames.set(FRAME, i * FRAME_BYTES, (int) (first + i));
        }
    }

    public static int frame(MemorySegment frames, long index) {
        return frames.get(FRAME, index * FRAME_BYTES);
    }

    public static List<Integer> frames(MemorySegment frames) {
        List<Integer> all = new ArrayList<>();
        for (long i = 0; i < frames.byteSize() / FRAME_BYTES; i++) {
            all.add(frame(frames, i));
        }
        return all;
    }

    /** Ints from … to − 1. */
    public static List<Integer> range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().toList();
    }

    public static MemorySegment poll(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        assertNotNull(packet, "no packet at " + pin.packetNumber());
        return packet;
    }

    public static PortClsException fails(Status status, Executable call) {
        PortClsException e = assertThrows(PortClsException.class, call);
        assertEquals(status, e.status(), e.getMessage());
        return e;
    }

    /** A call on a thread of its own: "ok" or the status or exception that came. */
    public static CompletableFuture<String> inBackground(Executable call) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                call.execute();
                                result.complete("ok");
                            } catch (PortClsException e) {
                                result.complete(e.status().toString());
                            } catch (Throwable e) {
                                result.complete(e.getClass().getSimpleName());
                            }
                        });
        return result;
    }

    public static String outcome(CompletableFuture<String> result) throws Exception {
        return result.get(TestHouse.LIMIT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /** A clock of its own that tells real time. */
    public static TestHouse inRealTime(Duration quiesceLimit) {
        return new TestHouse(new portcls.ports.time.SystemClock(), quiesceLimit);
    }

    @Override
    public void close() {
        house.close();
    }
}
