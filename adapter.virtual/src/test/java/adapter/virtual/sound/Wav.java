package adapter.virtual.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A WAV file as others read it. */
final class Wav {
    private static final double FULL_SCALE = 32_768;

    /** Frames per second. */
    final int rate;

    /** Number of frames. */
    final int frames;

    /** Samples of the left channel. */
    final double[] left;

    private Wav(int rate, double[] left) {
        this.rate = rate;
        this.frames = left.length;
        this.left = left;
    }

    static Wav read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] left = new double[bytes.remaining() / format.getFrameSize()];
            for (int i = 0; i < left.length; i++) {
                left[i] = bytes.getShort(i * format.getFrameSize()) / FULL_SCALE;
            }
            if (left.length != in.getFrameLength()) {
                throw new IOException(in.getFrameLength() + " in the header, is " + left.length);
            }
            return new Wav((int) format.getSampleRate(), left);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no audio file", e);
        }
    }

    /** First frame from there on that is not silent; -1 = none. */
    int firstSound(int from) {
        for (int i = from; i < frames; i++) {
            if (left[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    /** Frequency with the most energy within a range, to 0.1 Hz. */
    double pitch(int from, int count, double low, double high) {
        double best = 0;
        double bestPower = -1;
        for (double f = low; f <= high; f += 0.1) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < count; i++) {
                double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
                double angle = 2 * Math.PI * f * i / rate;
                re += left[from + i] * window * Math.cos(angle);
                im += left[from + i] * window * Math.sin(angle);
            }
            double power = re * re + im * im;
            if (power > bestPower) {
                bestPower = power;
                best = f;
            }
        }
        return best;
    }
}
