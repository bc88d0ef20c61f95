package adapter.virtual.wave;

import portcls.api.adapter.ContentProtection;
import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.drm.DrmRights;
import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A stream that plays. While it moves and is copy-protected it is heard and nothing else: whatever
 * stores the sound of the device gets silence of the same length, so that recordings keep their
 * time line; that is every recording, every take and every stream that captures what is played. All
 * of the mix is left out, since a mix has the restrictions of each part. What lay in the buffer
 * when the protection was lifted is played under it. The device has no digital output that could be
 * disabled.
 */
class RenderStream extends EngineStream implements ContentProtection {
    private final SampleCodec codec;
    private final float[] samples;
    private final CopyProtection protection = new CopyProtection();
    private int frames;
    private int sounding;
    private boolean isDecoded;

    RenderStream(Pacer pacer, WaveEndpoint endpoint, WaveFormat format) {
        super(pacer, endpoint, format);
        codec = SampleCodec.of(format);
        samples = new float[Pacer.blockFrames(format.samplesPerSecond()) * format.channels()];
    }

    /** When this returns nothing is stored any more that came under protection by it. */
    @Override
    public final void protect(DrmRights rights) throws IOException {
        boolean before = protection.isSet();
        protection.set(rights.copyProtect());
        if (rights.copyProtect() && !before) {
            try {
                pacer().awaitEndOfBlock();
            } catch (IOException e) {
                protection.set(false);
                throw e;
            }
        }
    }

    @Override
    final void rewound() {
        protection.rewound();
    }

    @Override
    void moveFrames(int blockFrames, Mix mix) throws IOException {
        frames = blockFrames;
        isDecoded = false;
        sounding = buffer().playable(frame(), blockFrames);
        if (isMoving()) {
            mix.add(this, protection.covers(frame(), buffer().frames()));
        }
    }

    /** Whether it sounds as it is in memory. */
    boolean isUnchanged() {
        return true;
    }

    /** Its frames of this block as float, channels interleaved. */
    final float[] samples() {
        if (!isDecoded) {
            isDecoded = true;
            decode();
        }
        return samples;
    }

    private void decode() {
        CyclicBuffer buffer = buffer();
        int channels = format().channels();
        int first = Math.min(sounding, buffer.contiguous(frame()));
        codec.decode(buffer.memory(), buffer.offset(frame()), samples, 0, first * channels);
        codec.decode(buffer.memory(), 0, samples, first * channels, (sounding - first) * channels);
        Arrays.fill(samples, sounding * channels, frames * channels, 0);
    }

    /**
     * Copies frames of this block as they are in memory.
     *
     * @param from the first one, from the start of the block
     */
    final void copy(int from, int count, MemorySegment to, long toOffset) {
        CyclicBuffer buffer = buffer();
        int frameBytes = format().blockAlign();
        long at = frame() + from;
        long goal = toOffset;
        int sound = Math.max(0, Math.min(count, sounding - from));
        int left = sound;
        while (left > 0) {
            int part = Math.min(left, buffer.contiguous(at));
            MemorySegment.copy(
                    buffer.memory(), buffer.offset(at), to, goal, (long) part * frameBytes);
            at += part;
            goal += (long) part * frameBytes;
            left -= part;
        }
        Samples.silence(format(), to, goal, count - sound);
    }
}
