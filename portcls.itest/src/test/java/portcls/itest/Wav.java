package portcls.itest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A WAV file of 16 bits or of 32-bit float, measured.
 *
 * @param rate frames per second
 * @param left samples of the left channel, −1 … 1
 * @param right those of the right one; of a file with one channel the same
 */
record Wav(int rate, double[] left, double[] right) {
    private static final double FULL_SCALE = 32_768;

    static Wav read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] left = new double[bytes.remaining() / format.getFrameSize()];
            double[] right = new double[left.length];
            int last = format.getFrameSize() - format.getFrameSize() / format.getChannels();
            for (int i = 0; i < left.length; i++) {
                int at = i * format.getFrameSize();
                left[i] = sample(format, bytes, at);
                right[i] = sample(format, bytes, at + last);
            }
            return new Wav((int) format.getSampleRate(), left, right);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no audio file", e);
        }
    }

    private static double sample(AudioFormat format, ByteBuffer bytes, int at) {
        return format.getEncoding() == AudioFormat.Encoding.PCM_FLOAT
                ? bytes.getFloat(at)
                : bytes.getShort(at) / FULL_SCALE;
    }

    /** Number of frames. */
    int frames() {
        return left.length;
    }

    /** First second from there on at which something sounds; −1 = never. */
    double firstSound(double fromSecond) {
        for (int i = frame(fromSecond); i < left.length; i++) {
            if (left[i] != 0) {
                return (double) i / rate;
            }
        }
        return -1;
    }

    /** Greatest sample of a part, of both channels. */
    double peak(double fromSecond, double toSecond) {
        double peak = 0;
        for (int i = frame(fromSecond); i < frame(toSecond); i++) {
            peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        return peak;
    }

    /** Effective value of a part, of both channels. */
    double level(double fromSecond, double toSecond) {
        double sum = 0;
        for (int i = frame(fromSecond); i < frame(toSecond); i++) {
            sum += (left[i] * left[i] + right[i] * right[i]) / 2;
        }
        return Math.sqrt(sum / (frame(toSecond) - frame(fromSecond)));
    }

    /** The frequency with the most energy within a range, to 0.5 Hz. */
    double pitch(double fromSecond, double toSecond, double lowHertz, double highHertz) {
        double best = 0;
        double most = -1;
        for (double hertz = lowHertz; hertz <= highHertz; hertz += 0.5) {
            double energy = energy(fromSecond, toSecond, hertz);
            if (energy > most) {
                most = energy;
                best = hertz;
            }
        }
        return best;
    }

    private double energy(double fromSecond, double toSecond, double hertz) {
        int from = frame(fromSecond);
        int count = frame(toSecond) - from;
        double re = 0;
        double im = 0;
        for (int i = 0; i < count; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            double angle = 2 * Math.PI * hertz * i / rate;
            re += left[from + i] * window * Math.cos(angle);
            im += left[from + i] * window * Math.sin(angle);
        }
        return re * re + im * im;
    }

    private int frame(double second) {
        return (int) Math.round(second * rate);
    }
}
