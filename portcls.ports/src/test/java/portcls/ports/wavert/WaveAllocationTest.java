package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.FakeWave.Kind;
import portcls.ports.time.Dispatcher;
import portcls.ports.wave.ClockEstimate;
import portcls.ports.wave.PacketEnds;
import portcls.ports.wave.StreamEvents;
import portcls.ports.wave.WaveBench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** After warm-up the road of a packet allocates nothing, on either side. */
@Timeout(120)
class WaveAllocationTest {
    private static final int PACKETS = 1_000_000;
    private static final int PACKET = 16;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final WaveBench bench = new WaveBench();
    private final WavePosition position = new WavePosition();
    private long time;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void render() {
        WavePin pin =
                bench.render(Buffer.ofFrames(4 * PACKET).packets(4).hold(1, TimeUnit.SECONDS));
        measure(pin);
        assertEquals(0, pin.glitches());
    }

    @Test
    void capture() {
        WavePin pin = bench.capture(Buffer.ofFrames(4 * PACKET).packets(4));
        measure(pin);
    }

    @Test
    void aDriverThatIsAsked() {
        bench.driver.kind = Kind.PLAIN;
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        pin.run();
        StreamRegisters registers = bench.stream().registers();
        Dispatcher dispatcher = bench.house.devices.of(bench.device).dispatcher();
        PacketSignal signal =
                new PacketSignal(
                        registers,
                        new PacketEnds(
                                registers,
                                new ClockEstimate(48_000),
                                new StreamEvents(),
                                dispatcher.newDpc(() -> {})),
                        dispatcher.newDpc(() -> {}));
        PositionPoll poll =
                new PositionPoll(
                        bench.house.clock,
                        dispatcher,
                        bench.stream(),
                        registers,
                        signal,
                        new PositionPoll.Shape(pin.format(), 4 * PACKET, PACKET, false),
                        true,
                        e -> {
                            throw e;
                        });
        poll.running(true);
        assertAllocatesNothing(poll::ask);
        poll.close();
    }

    private void measure(WavePin pin) {
        StreamRegisters registers = bench.stream().registers();
        NotificationEvent signal = bench.stream().events.getFirst();
        int[] ends = new int[1];
        pin.onPacket(() -> ends[0]++);
        WaveBench.fillAll(pin);
        pin.run();
        time = 1_000_000;
        long[] frames = new long[1];
        assertAllocatesNothing(
                () -> {
                    frames[0] += PACKET;
                    time += 3_333;
                    registers.publish(frames[0], time, frames[0] % (4 * PACKET));
                    signal.set();
                    if (pin.pollPacket() != null) {
                        pin.commit();
                    }
                    pin.position(position);
                });
        assertTrue(ends[0] >= PACKETS, "ends=" + ends[0]);
        assertEquals(frames[0], pin.transferredFrames());
    }

    private void assertAllocatesNothing(Runnable packet) {
        long least = Long.MAX_VALUE;
        // The compilers of the virtual machine may still change its mind during the first
        // measurement.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < PACKETS; i++) {
                packet.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes allocated by " + PACKETS + " packets");
    }
}
