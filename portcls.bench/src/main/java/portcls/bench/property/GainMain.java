package portcls.bench.property;

import portcls.bench.stack.TestTone;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.FloatControl;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The gain of a line of the JDK's mixer, in a process of its own: one line of text about it. */
public final class GainMain {
    /** How the line begins. */
    static final String BEGINNING = "gain";

    private static final float STEP_DB = 0.5f;
    private static final int STEPS = 64;

    private GainMain() {}

    /** Opens the default line, if the JDK has one here. */
    public static void main(String[] none) {
        AudioFormat format = new AudioFormat(TestTone.RATE, Short.SIZE, 2, true, false);
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            FloatControl gain = (FloatControl) line.getControl(FloatControl.Type.MASTER_GAIN);
            float[] sum = new float[1];
            CallCost get = CallCost.of(_ -> sum[0] += gain.getValue());
            CallCost set = CallCost.of(i -> gain.setValue(-STEP_DB * (i % STEPS)));
            System.out.println(
                    BEGINNING
                            + " there=1 get="
                            + get.nanos()
                            + " getBytes="
                            + get.bytes()
                            + " set="
                            + set.nanos()
                            + " setBytes="
                            + set.bytes());
        } catch (LineUnavailableException | IllegalArgumentException e) {
            System.out.println(BEGINNING + " there=0 why: " + e.getMessage());
        }
        System.exit(0); // whatever the JDK left running
    }
}
