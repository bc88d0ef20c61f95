package portcls.ports.wavecyclic;

import portcls.api.IDmaChannel;
import portcls.api.ks.WaveFormat;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavert.StreamRegisters;

import java.lang.foreign.MemorySegment;

/**
 * Copies between the client's buffer and the cyclic buffer. Frame {@code n} of the stream lies at
 * its place in both, modulo their sizes: the device's time line is the client's, and what the
 * device plays without the client having handed it over is lost to the client. At DISPATCH;
 * allocates nothing and takes no lock.
 */
abstract class CyclicCopy {
    private static final long TICKS_PER_SECOND = 10_000_000;

    /** What is copied between, and how. */
    record Between(
            IMiniportWaveCyclicStream stream,
            IDmaChannel channel,
            MemorySegment cyclic,
            int cyclicBytes,
            MemorySegment client,
            WaveFormat format,
            StreamRegisters registers) {}

    final Between between;
    final DevicePosition position;
    final StreamRegisters registers;
    final int blockAlign;
    final int cyclicBytes;
    final long clientBytes;
    private boolean starved;

    /** How far the device is, in whole frames, as bytes. */
    long reached;

    /** How far was copied, bytes. */
    volatile long copied;

    CyclicCopy(Between between) {
        this.between = between;
        registers = between.registers();
        blockAlign = between.format().blockAlign();
        cyclicBytes = between.cyclicBytes();
        clientBytes = between.client().byteSize();
        position =
                new DevicePosition(
                        between.stream(),
                        cyclicBytes,
                        (long) between.format().samplesPerSecond() * blockAlign);
    }

    /**
     * The device has moved on.
     *
     * @return whether it has
     */
    final boolean serve(long time100ns) {
        long before = reached;
        long now = position.look(time100ns);
        reached = now - now % blockAlign;
        moved(before);
        if (reached == before) {
            return false;
        }
        registers.publish(reached / blockAlign, time100ns, reached % clientBytes);
        return true;
    }

    /** Before the device starts, or starts again. */
    void prime(long time100ns) {
        position.resume(time100ns);
    }

    /** The stream begins anew. */
    void restart() {
        position.restart();
        reached = 0;
        copied = 0;
        starved = false;
    }

    /** Frames that have moved. */
    final long reachedFrames() {
        return reached / blockAlign;
    }

    /** The device is at {@link #reached}: copies what can be. */
    abstract void moved(long before);

    /** Bytes that take so long. */
    final long bytesIn(long time100ns) {
        return time100ns * between.format().samplesPerSecond() / TICKS_PER_SECOND * blockAlign;
    }

    /** Frames were lost; those that follow at once belong to the same glitch. */
    final void lost(long bytes) {
        if (bytes <= 0) {
            starved = false;
            return;
        }
        if (starved) {
            registers.lose(bytes / blockAlign);
        } else {
            registers.glitch(bytes / blockAlign);
        }
        starved = true;
    }

    /** How much lies in one piece in both buffers from here on, at most so much. */
    final long piece(long at, long end) {
        long inCyclic = cyclicBytes - at % cyclicBytes;
        long inClient = clientBytes - at % clientBytes;
        return Math.min(end - at, Math.min(inCyclic, inClient));
    }
}
