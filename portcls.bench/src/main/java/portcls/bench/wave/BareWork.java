package portcls.bench.wave;

import com.sun.management.ThreadMXBean;

import portcls.api.client.WavePin;
import portcls.api.time.ReferenceTime;
import portcls.bench.driver.NullWave;
import portcls.ports.time.ManualClock;

import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;

/** One stream on a virtual clock: everything on this thread, nobody sleeps, nobody is woken. */
final class BareWork implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PACKET_100NS =
            ReferenceTime.SECOND * NullStream.PACKET_FRAMES / NullWave.FORMAT.samplesPerSecond();

    private final ManualClock clock = new ManualClock();
    private final NullStream stream;
    private double nanos = Double.MAX_VALUE;
    private double bytes;
    private double copies;
    private long glitches;

    BareWork(WaveKind kind) {
        stream = new NullStream(kind, clock);
    }

    /** Plays so many packets; the best turn counts. */
    void turn(int packets) {
        long copiedBefore = stream.device().copiedBytes();
        long glitchesBefore = stream.pin().glitches();
        stream.pin().run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        play(packets);
        nanos = Math.min(nanos, (double) (System.nanoTime() - begin) / packets);
        bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / packets;
        boolean direct = stream.isDirect();
        stream.pin().stop();
        long frames = (long) packets * NullStream.PACKET_FRAMES;
        copies =
                (double) (stream.device().copiedBytes() - copiedBefore)
                        / NullWave.FORMAT.blockAlign()
                        / frames;
        if (copies == 0 && !direct) {
            throw new IllegalStateException("nobody copies, and the device reads elsewhere");
        }
        glitches += stream.pin().glitches() - glitchesBefore;
    }

    /** What the warm-up has measured does not count. */
    void forget() {
        nanos = Double.MAX_VALUE;
    }

    /** Of a packet. */
    double nanos() {
        return nanos;
    }

    /** Allocated for a packet. */
    double bytes() {
        return bytes;
    }

    /** Of a frame, between the program's packet and what the device reads. */
    double copies() {
        return copies;
    }

    long glitches() {
        return glitches;
    }

    @Override
    public void close() {
        stream.close();
    }

    /** ns of a packet that goes nowhere: what the loop itself costs. */
    static double alone(int packets) {
        ManualClock clock = new ManualClock();
        MemorySegment sound = MemorySegment.ofArray(new float[NullStream.PACKET_FRAMES * 2]);
        MemorySegment packet = MemorySegment.ofArray(new float[NullStream.PACKET_FRAMES * 2]);
        long begin = System.nanoTime();
        for (int i = 0; i < packets; i++) {
            clock.advance(PACKET_100NS);
            clock.advance(0);
            packet.copyFrom(sound);
        }
        double took = (double) (System.nanoTime() - begin) / packets;
        clock.close();
        return took;
    }

    private void play(int packets) {
        WavePin pin = stream.pin();
        for (int i = 0; i < packets; i++) {
            MemorySegment packet = pin.pollPacket();
            while (packet == null) {
                clock.advance(PACKET_100NS);
                stream.device().interrupt();
                clock.advance(0);
                packet = pin.pollPacket();
            }
            stream.fill(packet);
        }
    }
}
