package adapter.alsa;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import portcls.api.ks.WaveFormat;
import portcls.testkit.TestBuffer;

import java.io.IOException;

/** A cyclic buffer whose program is the test. */
public final class SineBuffer extends TestBuffer {
    /** Frames of silence that were played since the program was late. */
    public volatile long missing;

    /** Makes one of silence. */
    public SineBuffer(WaveFormat format, int frames, int packets) {
        super(format, frames, packets);
    }

    /** Fills it with a sine of a whole number of waves, so that it can go round. */
    public SineBuffer sine(double frequency, double amplitude) {
        WaveFormat format = format();
        for (int frame = 0; frame < frames(); frame++) {
            double value =
                    amplitude
                            * Math.sin(2 * Math.PI * frequency * frame / format.samplesPerSecond());
            for (int channel = 0; channel < format.channels(); channel++) {
                long index = (long) frame * format.channels() + channel;
                if (format.isFloat()) {
                    memory().setAtIndex(JAVA_FLOAT_UNALIGNED, index, (float) value);
                } else {
                    memory().setAtIndex(
                                    JAVA_SHORT_UNALIGNED,
                                    index,
                                    (short) Math.round(value * 32_767));
                }
            }
        }
        return this;
    }

    /** The first channel of some frames; float only. */
    public double[] samples(long first, int count) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = memory().get(JAVA_FLOAT_UNALIGNED, offset(first + i));
        }
        return result;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one streaming thread
    public int playable(long frame, int wanted) {
        int there = super.playable(frame, wanted);
        missing += wanted - there;
        return there;
    }

    @Override
    public void advance(long moved, long time) {
        if (moved < position) {
            failed(new IOException("went back: " + moved + " < " + position));
        }
        super.advance(moved, time);
    }
}
