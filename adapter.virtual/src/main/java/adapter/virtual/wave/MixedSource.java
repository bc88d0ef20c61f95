package adapter.virtual.wave;

import adapter.virtual.mixer.CaptureChain;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * What the mixer lets a stream record: the microphone as its controls change it, by the bit when
 * they do not, or what the device plays. From one to the other it fades within a block.
 */
final class MixedSource implements CaptureSource {
    private final CaptureSource microphone;
    private final CaptureSource device;
    private final CaptureChain chain;
    private final SampleCodec codec;
    private final int channels;
    private final float[] samples;
    private final float[] others;
    private final MemorySegment aside;

    /** Which of them was recorded last; only after the first block. */
    private boolean heardDevice;

    private boolean begun;

    MixedSource(
            WaveFormat format, CaptureSource microphone, CaptureSource device, CaptureChain chain) {
        this.microphone = microphone;
        this.device = device;
        this.chain = chain;
        codec = SampleCodec.of(format);
        channels = format.channels();
        int frames = Pacer.blockFrames(format.samplesPerSecond());
        samples = new float[frames * channels];
        others = new float[frames * channels];
        aside = MemorySegment.ofArray(new byte[frames * format.blockAlign()]);
    }

    @Override
    public void open() throws IOException {
        microphone.open();
    }

    @Override
    public void close() {
        microphone.close();
        chain.rewind();
        begun = false;
    }

    @Override
    public int read(long frame, int from, int count, MemorySegment to, long offset)
            throws IOException {
        boolean hearsDevice = chain.hearsDevice();
        boolean fades = begun && hearsDevice != heardDevice;
        begun = true;
        heardDevice = hearsDevice;
        chain.begin();
        if (!hearsDevice && !fades) {
            int lost = microphone.read(frame, from, count, to, offset);
            if (!chain.isNeutral()) {
                codec.decode(to, offset, samples, 0, count * channels);
                chain.apply(samples, count);
                encode(to, offset, count);
            }
            return lost;
        }
        int lost = microphone.read(frame, from, count, aside, 0); // heard or not: it goes on
        device.read(frame, from, count, to, offset);
        if (!fades) {
            return lost;
        }
        codec.decode(aside, 0, samples, 0, count * channels);
        chain.apply(samples, count);
        codec.decode(to, offset, others, 0, count * channels);
        for (int i = 0; i < count * channels; i++) {
            float part = (float) (i / channels + 1) / count;
            float weight = hearsDevice ? part : 1 - part;
            samples[i] += (others[i] - samples[i]) * weight;
        }
        encode(to, offset, count);
        return lost;
    }

    private void encode(MemorySegment to, long offset, int count) {
        Samples.clip(samples, count * channels);
        codec.encode(samples, 0, to, offset, count * channels);
    }
}
