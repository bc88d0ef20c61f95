package adapter.jdk.wave;

import portcls.api.ks.WaveFormat;
import portcls.testkit.TestBuffer;

import java.lang.foreign.ValueLayout;

/** A buffer in which each frame of 16-bit samples can be told from the others. */
class SawBuffer extends TestBuffer {
    SawBuffer(WaveFormat format, int frames, int packets) {
        super(format, frames, packets);
    }

    /** Writes each frame's number into all its samples. */
    final void saw() {
        for (int frame = 0; frame < frames(); frame++) {
            for (int channel = 0; channel < format().channels(); channel++) {
                put(frame, channel, (short) (frame + 1));
            }
        }
    }

    final void put(int frame, int channel, short sample) {
        memory().set(
                        ValueLayout.JAVA_SHORT_UNALIGNED,
                        (long) frame * format().blockAlign() + (long) channel * Short.BYTES,
                        sample);
    }

    final short sample(long frame) {
        return memory().get(ValueLayout.JAVA_SHORT_UNALIGNED, offset(frame));
    }
}
