package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.fillAll;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** After warm-up the road of a packet allocates nothing, on either side. */
@Timeout(120)
class AllocationTest {
    private static final int ROUNDS = 300_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final PciBench bench = new PciBench();
    private final Mapping mapping = new Mapping();
    private final WavePosition position = new WavePosition();
    private long tag;
    private long released;
    private int ends;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void render() {
        bench.driver.ahead = 0;
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        fillAll(pin);
        pin.run();
        measure(pin, ROUNDS);
        assertEquals(0, pin.glitches());
    }

    @Test
    void capture() {
        bench.driver.ahead = 0;
        WavePin pin = bench.capture(Buffer.ofFrames(4 * PACKET).packets(4));
        pin.run();
        measure(pin, ROUNDS);
    }

    /** Pieces that come back on another thread than the device's, and time that goes on. */
    @Test
    void byWayOfTheDispatcher() {
        bench.driver.ahead = 0;
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        fillAll(pin);
        pin.run();
        IPortWavePciStream port = bench.stream().portStream;
        assertAllocatesNothing(
                () -> {
                    exchange(pin, port);
                    bench.house.time().advance(2_000);
                },
                ROUNDS / 3);
        assertTrue(bench.stream().available > 0);
        assertTrue(pin.transferredFrames() > 0);
    }

    private void measure(WavePin pin, int rounds) {
        pin.onPacket(() -> ends++);
        IPortWavePciStream port = bench.stream().portStream;
        boolean _ =
                bench.house
                        .devices
                        .of(bench.device)
                        .dispatcher()
                        .runAndWait(
                                () -> assertAllocatesNothing(() -> exchange(pin, port), rounds),
                                Duration.ofSeconds(100));
        assertTrue(ends >= rounds, "ends=" + ends);
        assertEquals(released * PACKET, pin.transferredFrames());
    }

    private void exchange(WavePin pin, IPortWavePciStream port) {
        while (port.getMapping(tag, mapping)) {
            tag++;
        }
        if (released < tag) {
            port.releaseMapping(released);
            released++;
        }
        if (pin.pollPacket() != null) {
            pin.commit();
        }
        pin.position(position);
    }

    private void assertAllocatesNothing(Runnable round, int rounds) {
        long least = Long.MAX_VALUE;
        // The compilers of the virtual machine may still change its mind during the first
        // measurement.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                round.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes allocated by " + rounds + " packets");
    }
}
