package portcls.shell.wave;

import portcls.api.client.WavePin;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes what a stream records to a file, up to a number of frames. */
final class CaptureWork implements PacketWork {
    private final WavePin pin;
    private final WavWriter file;
    private final long limit;
    private volatile boolean ending;
    private boolean over;

    /**
     * Begins.
     *
     * @param limit frames; {@link Long#MAX_VALUE} = until it is ended
     */
    CaptureWork(WavePin pin, WavWriter file, long limit) {
        this.pin = pin;
        this.file = file;
        this.limit = limit;
    }

    @Override
    public void work(MemorySegment packet) throws IOException {
        boolean last = ending;
        int count = (int) Math.min(pin.packetFrames(), limit - file.frames());
        file.write(packet, 0, count);
        pin.commit();
        over = last || file.frames() >= limit;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void end() {
        ending = true;
    }

    /** Frames in the file; any thread. */
    long frames() {
        return file.frames();
    }
}
