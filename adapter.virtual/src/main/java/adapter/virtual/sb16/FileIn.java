package adapter.virtual.sb16;

import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A WAV file, from its start with each recording, then silence: in mono on both channels, of more
 * channels the first two. At the card's own rate by the sample; at other rates in straight lines
 * from frame to frame.
 */
final class FileIn implements LineIn {
    private static final long MOST_SAMPLES = 2L * 120 * Card.RATE;

    private static final float FULL_SCALE = 32_768;

    private final float[] samples;
    private final int channels;
    private final int rate;
    private int at;
    private int phase;

    private FileIn(float[] samples, int channels, int rate) {
        this.samples = samples;
        this.channels = channels;
        this.rate = rate;
    }

    /**
     * Looks whether a file can be kept in memory.
     *
     * @throws IOException when not; says why
     */
    static void check(String name, WavReader reader) throws IOException {
        int channels = reader.format().channels();
        if (reader.frames() * channels > MOST_SAMPLES) {
            throw new IOException(
                    name
                            + " is too long; use one of at most "
                            + MOST_SAMPLES
                            + " samples, two minutes of stereo: frames="
                            + reader.frames()
                            + ", channels="
                            + channels);
        }
    }

    /**
     * Reads a file whole.
     *
     * @throws IOException when it cannot be read, or is too long
     */
    static FileIn read(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            check(file.toString(), reader);
            int frames = (int) reader.frames();
            int channels = reader.format().channels();
            float[] samples = new float[frames * channels];
            int read = reader.read(samples, 0, frames);
            for (int i = 0; i < read * channels; i++) {
                samples[i] *= FULL_SCALE;
            }
            return new FileIn(samples, channels, reader.format().samplesPerSecond());
        }
    }

    @Override
    public void restart() {
        at = 0;
        phase = 0;
    }

    @Override
    public void next(float[] frame) {
        float part = (float) phase / Card.RATE;
        for (int channel = 0; channel < 2; channel++) {
            int source = Math.min(channel, channels - 1);
            float here = sample(at, source);
            frame[channel] = here + (sample(at + 1, source) - here) * part;
        }
        if ((long) at * channels < samples.length) {
            phase += rate;
            at += phase / Card.RATE;
            phase %= Card.RATE;
        }
    }

    private float sample(int frame, int channel) {
        long index = (long) frame * channels + channel;
        return index < samples.length ? samples[(int) index] : 0;
    }
}
