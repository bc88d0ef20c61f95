package portcls.shell.wave;

import portcls.api.client.WavePin;
import portcls.wav.SampleCodec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/** Plays a sound to its end. When it is ended before, it fades out over a packet. */
final class RenderWork implements PacketWork {
    private final WavePin pin;
    private final Sound sound;
    private final AtomicLong frames = new AtomicLong();
    private volatile boolean ending;
    private boolean over;

    RenderWork(WavePin pin, Sound sound) {
        this.pin = pin;
        this.sound = sound;
    }

    @Override
    public void work(MemorySegment packet) throws IOException {
        int wanted = pin.packetFrames();
        boolean last = ending;
        int filled = sound.fill(packet, wanted);
        if (last) {
            fade(packet, filled);
        }
        over = last || filled < wanted;
        if (over) {
            pin.commitLast(filled);
        } else {
            pin.commit();
        }
        frames.addAndGet(filled);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void end() {
        ending = true;
    }

    /** Frames handed over; any thread. */
    long frames() {
        return frames.get();
    }

    private void fade(MemorySegment packet, int count) {
        int channels = pin.format().channels();
        float[] block = new float[count * channels];
        SampleCodec codec = SampleCodec.of(pin.format());
        codec.decode(packet, 0, block, 0, block.length);
        for (int i = 0; i < block.length; i++) {
            int frame = i / channels;
            block[i] *= 1 - (float) frame / count;
        }
        codec.encode(block, 0, packet, 0, block.length);
    }
}
