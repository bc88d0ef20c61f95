package portcls.banks;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

import javax.sound.midi.MidiSystem;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/** What the Java platform's synthesizer makes of a bank, without a sound card. */
public final class Rendering {
    private static final int RATE = 44_100;

    private Rendering() {}

    /** Plays one note and returns the left side. */
    public static float[] ofNote(byte[] bank, int channel, int program, int key, double seconds)
            throws Exception {
        Soundbank soundbank = MidiSystem.getSoundbank(new ByteArrayInputStream(bank));
        try (Synthesizer synth = MidiSystem.getSynthesizer()) {
            AudioInputStream stream = open(synth);
            synth.loadAllInstruments(soundbank);
            Receiver receiver = synth.getReceiver();
            receiver.send(new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, program, 0), 0);
            receiver.send(new ShortMessage(ShortMessage.NOTE_ON, channel, key, 127), 0);
            int frames = (int) (seconds * RATE);
            byte[] bytes = stream.readNBytes(4 * frames);
            float[] left = new float[frames];
            for (int i = 0; i < frames; i++) {
                left[i] = (bytes[4 * i] & 0xFF | bytes[4 * i + 1] << 8) / 32_768f;
            }
            return left;
        }
    }

    private static AudioInputStream open(Synthesizer synth) throws Exception {
        Method open =
                Class.forName("com.sun.media.sound.AudioSynthesizer")
                        .getMethod("openStream", AudioFormat.class, Map.class);
        AudioFormat format = new AudioFormat(RATE, 16, 2, true, false);
        Map<String, Object> settings =
                Map.of("load default soundbank", false, "reverb", false, "chorus", false);
        try {
            return (AudioInputStream) open.invoke(synth, format, settings);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the synthesizer does not open", e.getCause());
        }
    }

    /** The pitch between two frames, by the first and last rise through zero. */
    public static double hertz(float[] sound, int from, int to) {
        double first = -1;
        double last = -1;
        int periods = -1;
        for (int i = from + 1; i < to; i++) {
            if (sound[i - 1] < 0 && sound[i] >= 0) {
                last = i - sound[i] / (sound[i] - sound[i - 1]);
                first = first < 0 ? last : first;
                periods++;
            }
        }
        return periods < 1 ? 0 : periods * RATE / (last - first);
    }

    /** The first frame of more than a tenth of the peak. */
    public static int onset(float... sound) {
        float peak = peak(sound);
        for (int i = 0; i < sound.length; i++) {
            if (peak > 0 && Math.abs(sound[i]) > peak / 10) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** The greatest value. */
    public static float peak(float... sound) {
        float peak = 0;
        for (float value : sound) {
            peak = Math.max(peak, Math.abs(value));
        }
        return peak;
    }
}
