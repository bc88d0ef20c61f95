package adapter.jack;

import portcls.api.ks.WaveFormat;
import portcls.testkit.TestBuffer;

/** Plays a sine, on each channel one of its own: written just before it is fetched. */
final class SineBuffer extends TestBuffer {
    static final double AMPLITUDE = 0.5;

    private final double[] radiansPerFrame;

    /**
     * Makes one.
     *
     * @param hertz of the first channel; the next are twice, three times, … as high
     */
    SineBuffer(WaveFormat format, int frames, int packets, double hertz) {
        super(format, frames, packets);
        radiansPerFrame = new double[format.channels()];
        for (int i = 0; i < radiansPerFrame.length; i++) {
            radiansPerFrame[i] = 2 * Math.PI * hertz * (i + 1) / format.samplesPerSecond();
        }
    }

    @Override
    public int playable(long frame, int wanted) {
        int bytes = format().bitsPerSample() / 8;
        for (int i = 0; i < wanted; i++) {
            for (int channel = 0; channel < radiansPerFrame.length; channel++) {
                SampleAccess.put(
                        memory(),
                        offset(frame + i) + (long) channel * bytes,
                        format(),
                        AMPLITUDE * Math.sin(radiansPerFrame[channel] * (frame + i)));
            }
        }
        return wanted;
    }
}
