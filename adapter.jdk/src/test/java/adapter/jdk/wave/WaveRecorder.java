package adapter.jdk.wave;

import portcls.api.ks.WaveFormat;

import java.lang.foreign.ValueLayout;

/** A cyclic buffer of 16 bits that holds a tone, or what was recorded. */
public final class WaveRecorder extends SawBuffer {
    private static final double LOUDNESS = 10_000;

    public WaveRecorder(WaveFormat format, int frames, int packets) {
        super(format, frames, packets);
    }

    /** Fills it; the buffer must hold a whole number of periods. */
    public void tone(double frequency) {
        for (int frame = 0; frame < frames(); frame++) {
            double phase = 2 * Math.PI * frequency * frame / format().samplesPerSecond();
            for (int channel = 0; channel < format().channels(); channel++) {
                put(frame, channel, (short) Math.round(LOUDNESS * Math.sin(phase)));
            }
        }
    }

    public byte[] bytes(int from, int frames) {
        return memory().asSlice(offset(from), (long) frames * format().blockAlign())
                .toArray(ValueLayout.JAVA_BYTE);
    }
}
