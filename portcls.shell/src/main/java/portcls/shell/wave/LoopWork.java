package portcls.shell.wave;

import portcls.api.client.WavePin;
import portcls.wav.SampleCodec;

import java.lang.foreign.MemorySegment;

/**
 * Plays bursts and keeps what is recorded meanwhile, on the thread of the recording stream. Frames
 * are counted as the streams count them, so that a packet that was too late shifts nothing.
 */
final class LoopWork implements PacketWork {
    private final WavePin out;
    private final WavePin in;
    private final Bursts bursts;
    private final SampleCodec outCodec;
    private final SampleCodec inCodec;
    private final float[] outBlock;
    private final float[] inBlock;
    private final float[] heard;
    private final Readings outReadings;
    private final Readings inReadings;
    private volatile boolean ending;
    private volatile long frames;

    LoopWork(WavePin out, WavePin in, Bursts bursts) {
        this.out = out;
        this.in = in;
        this.bursts = bursts;
        outCodec = SampleCodec.of(out.format());
        inCodec = SampleCodec.of(in.format());
        outBlock = new float[out.packetFrames() * out.format().channels()];
        inBlock = new float[in.packetFrames() * in.format().channels()];
        heard = new float[(int) (bursts.frames() + in.packetFrames())];
        int readings = (int) (bursts.frames() / in.packetFrames()) + 2;
        outReadings = new Readings(readings);
        inReadings = new Readings(readings);
    }

    /** Fills as much of the playing stream as is free. */
    void play() {
        MemorySegment packet = out.pollPacket();
        while (packet != null) {
            long first = out.packetNumber() * out.packetFrames();
            int channels = out.format().channels();
            for (int i = 0; i < outBlock.length; i++) {
                outBlock[i] = bursts.sample(first + i / channels);
            }
            outCodec.encode(outBlock, 0, packet, 0, outBlock.length);
            out.commit();
            packet = out.pollPacket();
        }
    }

    @Override
    public void work(MemorySegment packet) {
        long first = in.packetNumber() * in.packetFrames();
        int channels = in.format().channels();
        inCodec.decode(packet, 0, inBlock, 0, inBlock.length);
        in.commit();
        for (int frame = 0; frame < in.packetFrames() && first + frame < heard.length; frame++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += inBlock[frame * channels + channel];
            }
            heard[(int) (first + frame)] = sum;
        }
        play();
        outReadings.take(out);
        inReadings.take(in);
        frames = first + in.packetFrames();
    }

    @Override
    public boolean isOver() {
        return ending || frames >= bursts.frames();
    }

    @Override
    public void end() {
        ending = true;
    }

    /** Frames recorded; any thread. */
    long frames() {
        return frames;
    }

    /** What came back of the bursts. */
    RoundTrips trips() {
        return RoundTrips.find(
                bursts, heard, outReadings, inReadings, in.format().samplesPerSecond());
    }
}
