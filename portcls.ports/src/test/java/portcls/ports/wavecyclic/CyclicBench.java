package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import portcls.ports.service.ResourceList;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** One DMA device with its driver, and what most tests do with it. */
final class CyclicBench implements AutoCloseable {
    static final int FRAME_BYTES = FakeWave.FRAME_BYTES;
    private static final ValueLayout.OfInt FRAME = ValueLayout.JAVA_INT_UNALIGNED;

    /** Frames of 10 ms. */
    static final int PACKET = 480;

    final TestHouse house = new TestHouse();
    final Adapter device = TestHouse.device("test:cyclic");
    FakeCyclic driver = new FakeCyclic(house.clock);
    @Nullable WaveCyclicPort port;

    Filter plug() {
        WaveCyclicPort made = new WaveCyclicPort(house.system);
        made.init(device, driver, ResourceList.of(device.resources()));
        house.system.registerSubdevice(device, "", made);
        port = made;
        return house.published.getLast();
    }

    Filter plugAnother() {
        driver = new FakeCyclic(house.clock);
        return plug();
    }

    List<String> unplug(RemovalReason reason) {
        return Objects.requireNonNull(port)
                .depart(new Removal(reason, "as the test wants", Instant.now()));
    }

    WavePin render(Buffer buffer) {
        return plug().openRender(FakeCyclic.FORMAT, buffer);
    }

    WavePin capture(Buffer buffer) {
        return plug().openCapture(FakeCyclic.FORMAT, buffer);
    }

    FakeCyclic.Stream stream() {
        return driver.stream();
    }

    /** Time goes on, and the device with it. */
    void millis(long millis) {
        house.time().advance(ReferenceTime.millis(millis));
    }

    /** Hands over as many packets as there is room for; frames are numbered from 1. */
    static int fillAll(WavePin pin) {
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

    static List<Integer> readAll(WavePin pin) {
        List<Integer> all = new ArrayList<>();
        MemorySegment packet = pin.pollPacket();
        while (packet != null) {
            for (long i = 0; i < packet.byteSize(); i += FRAME_BYTES) {
                all.add(packet.get(FRAME, i));
            }
            pin.commit();
            packet = pin.pollPacket();
        }
        return all;
    }

    static void number(MemorySegment frames, long first) {
        for (long i = 0; i < frames.byteSize() / FRAME_BYTES; i++) {
            frames.set(FRAME, i * FRAME_BYTES, (int) (first + i));
        }
    }

    /** Ints from … to − 1. */
    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    static PortClsException fails(Status status, Executable call) {
        PortClsException e = assertThrows(PortClsException.class, call);
        assertEquals(status, e.status(), e.getMessage());
        return e;
    }

    @Override
    public void close() {
        house.close();
    }
}
