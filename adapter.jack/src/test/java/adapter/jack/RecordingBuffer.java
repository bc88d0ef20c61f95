package adapter.jack;

import portcls.api.ks.WaveFormat;
import portcls.testkit.TestBuffer;

/** Keeps what is recorded after a warm-up. */
final class RecordingBuffer extends TestBuffer {
    private final double[][] channels;
    private final long warmUpFrames;
    private volatile int kept;

    RecordingBuffer(WaveFormat format, int frames, int packets, int warmUpFrames, int keptFrames) {
        super(format, frames, packets);
        this.warmUpFrames = warmUpFrames;
        channels = new double[format.channels()][keptFrames];
    }

    @Override
    public void advance(long newPosition, long newTime100ns) {
        int bytes = format().bitsPerSample() / 8;
        int next = kept;
        for (long f = Math.max(position, warmUpFrames);
                f < newPosition && next < channels[0].length;
                f++, next++) {
            for (int i = 0; i < channels.length; i++) {
                channels[i][next] =
                        SampleAccess.get(memory(), offset(f) + (long) i * bytes, format());
            }
        }
        kept = next;
        super.advance(newPosition, newTime100ns);
    }

    boolean isFull() {
        return kept == channels[0].length;
    }

    /** What one channel heard. */
    double[] channel(int index) {
        return channels[index];
    }

    /** Where a channel is no sine of that frequency, further off than the tolerance. */
    int gaps(int channel, double hertz, double tolerance) {
        double[] x = channels[channel];
        double twoCos = 2 * Math.cos(2 * Math.PI * hertz / format().samplesPerSecond());
        int gaps = 0;
        int last = -2;
        for (int n = 2; n < x.length; n++) {
            if (Math.abs(x[n] - twoCos * x[n - 1] + x[n - 2]) > tolerance) {
                if (n - last > 2) {
                    gaps++;
                }
                last = n;
            }
        }
        return gaps;
    }

    double peak(int channel) {
        double peak = 0;
        for (double value : channels[channel]) {
            peak = Math.max(peak, Math.abs(value));
        }
        return peak;
    }
}
