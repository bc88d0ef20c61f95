package portcls.bench.stream;

import com.sun.management.ThreadMXBean;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;
import portcls.bench.Container;
import portcls.bench.Report;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What one packet costs from {@link WavePin#pollPacket} until the virtual device has played it, on
 * a virtual clock, in a real Felix. Everything happens on the thread that moves the clock. The peer
 * is a plain loop that copies the same bytes into a buffer of the same size.
 */
public final class StreamCost {
    private static final int RATE = 48_000;
    private static final int PACKET_FRAMES = 480;
    private static final int PACKETS = 2;
    private static final long PACKET_100NS = ReferenceTime.SECOND * PACKET_FRAMES / RATE;
    private static final int WARM_UP = 200_000;
    private static final int COUNT = 1_000_000;
    private static final double NOTHING = 0.5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Held, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("portcls");

    /** Plays so many packets. */
    @FunctionalInterface
    private interface Loop {
        void play(int packets);
    }

    /** One row. */
    private record Cost(double nanos, double bytes) {}

    private StreamCost() {}

    /** Prints the table. */
    public static void run() throws Exception {
        LOG.setLevel(Level.WARNING);
        Report.line(
                "Cost per packet of %d frames (float, stereo) over %d packets, one thread",
                PACKET_FRAMES, COUNT);
        try (Container container =
                        Container.open(
                                Map.of("portcls.clock", "virtual"),
                                List.of("miniport.wavert", "adapter.virtual"));
                Arena arena = Arena.ofShared()) {
            VirtualClock clock = container.await(VirtualClock.class, "");
            Filter filter = container.await(Filter.class, "(portcls.device=virtual:speaker)");
            WaveFormat format = WaveFormat.float32(RATE, 2);
            MemorySegment sound =
                    arena.allocate((long) PACKET_FRAMES * format.blockAlign(), Float.BYTES);
            MemorySegment plain = arena.allocate(sound.byteSize() * PACKETS, Float.BYTES);
            Cost peer = measure(packets -> copy(sound, plain, packets));
            Cost own;
            long glitches;
            try (WavePin pin =
                    filter.openRender(
                            format, Buffer.ofFrames(PACKET_FRAMES * PACKETS).packets(PACKETS))) {
                if (pin.packetFrames() != PACKET_FRAMES) {
                    throw new IllegalStateException("packetFrames=" + pin.packetFrames());
                }
                own = measure(packets -> stream(clock, pin, sound, packets));
                glitches = pin.glitches();
            }
            print(own, peer, glitches);
        }
    }

    private static void print(Cost own, Cost peer, long glitches) {
        Report.line("%-56s %12s %14s %12s", "", "ns/packet", "Mframes/s", "B/packet");
        row("portcls: pin, port, driver, virtual device, clock", own);
        row("plain loop that copies the packets", peer);
        Report.line(
                "ratio portcls / plain loop: %.2f; more than the copy: %.0f ns a packet; a packet"
                        + " lasts %.0f times as long as it costs; glitches=%d",
                own.nanos / peer.nanos,
                own.nanos - peer.nanos,
                1e9 * PACKET_FRAMES / RATE / own.nanos,
                glitches);
        Report.aimAtMost("bytes per packet", own.bytes, NOTHING);
    }

    private static void row(String label, Cost cost) {
        Report.line(
                "%-56s %12.1f %14.1f %12.4f",
                label, cost.nanos, PACKET_FRAMES * 1e3 / cost.nanos, cost.bytes);
    }

    private static Cost measure(Loop loop) {
        loop.play(WARM_UP);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        loop.play(COUNT);
        long nanos = System.nanoTime() - begin;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Cost((double) nanos / COUNT, (double) bytes / COUNT);
    }

    private static void stream(VirtualClock clock, WavePin pin, MemorySegment sound, int packets) {
        pin.run();
        for (int i = 0; i < packets; i++) {
            MemorySegment packet = pin.pollPacket();
            while (packet == null) {
                clock.advance(PACKET_100NS);
                packet = pin.pollPacket();
            }
            packet.copyFrom(sound);
            pin.commit();
        }
        pin.stop();
    }

    private static void copy(MemorySegment sound, MemorySegment buffer, int packets) {
        long bytes = sound.byteSize();
        for (int i = 0; i < packets; i++) {
            MemorySegment.copy(sound, 0, buffer, i % PACKETS * bytes, bytes);
        }
    }
}
