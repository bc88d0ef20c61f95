package portcls.shell.wave;

import portcls.wav.SoundMeter;
import portcls.wav.WavException;
import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a WAV file holds, measured.
 *
 * @param frames number of frames
 * @param sampleRate frames per second
 * @param channels number of channels
 * @param peak largest sample, 1 = full scale
 * @param rms level over all samples, 1 = full scale
 */
record WavFacts(long frames, int sampleRate, int channels, double peak, double rms) {
    private static final int BLOCK_FRAMES = 1 << 12;

    /** Measures a file; empty when it is no WAV file. */
    static Optional<WavFacts> read(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            return Optional.of(measure(reader));
        } catch (WavException e) {
            return Optional.empty();
        }
    }

    private static WavFacts measure(WavReader reader) throws IOException {
        int channels = reader.format().channels();
        int rate = reader.format().samplesPerSecond();
        SoundMeter meter = new SoundMeter(channels, rate);
        float[] block = new float[BLOCK_FRAMES * channels];
        int count;
        do {
            count = reader.read(block, 0, BLOCK_FRAMES);
            meter.add(block, 0, count);
        } while (count == BLOCK_FRAMES);
        double peak = 0;
        double squares = 0;
        for (int channel = 0; channel < channels; channel++) {
            peak = Math.max(peak, meter.peak(channel));
            squares += meter.rms(channel) * meter.rms(channel);
        }
        return new WavFacts(meter.frames(), rate, channels, peak, Math.sqrt(squares / channels));
    }
}
