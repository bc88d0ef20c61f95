package portcls.ports.wavecyclic;

import portcls.api.wavecyclic.IMiniportWaveCyclicStream;

/**
 * Where the device is since the stream's start, from its position in the cyclic buffer. At
 * DISPATCH.
 */
final class DevicePosition {
    private static final long TICKS_PER_SECOND = 10_000_000;

    private final IMiniportWaveCyclicStream stream;
    private final int cyclicBytes;
    private final long bytesPerSecond;
    private int lastOffset;
    private long bytes;
    private long lastTime;

    DevicePosition(IMiniportWaveCyclicStream stream, int cyclicBytes, long bytesPerSecond) {
        this.stream = stream;
        this.cyclicBytes = cyclicBytes;
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Asks the device.
     *
     * @param time100ns master time
     * @return bytes since the stream's start
     */
    long look(long time100ns) {
        long step = step();
        // It may have gone round since, when notifications were lost.
        long expected = (time100ns - lastTime) * bytesPerSecond / TICKS_PER_SECOND;
        long rounds = Math.max(0, (expected - step + cyclicBytes / 2) / cyclicBytes);
        lastOffset = (int) ((lastOffset + step) % cyclicBytes);
        lastTime = time100ns;
        bytes += step + rounds * cyclicBytes;
        return bytes;
    }

    /** The same without taking notice of it: between two notifications. */
    long peek() {
        return bytes + step();
    }

    /** The device moves on from now. */
    void resume(long time100ns) {
        lastTime = time100ns;
    }

    /** The stream begins anew. */
    void restart() {
        lastOffset = 0;
        bytes = 0;
    }

    private long step() {
        return Math.floorMod(stream.getPosition() - lastOffset, cyclicBytes);
    }
}
