package portcls.bench.music;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/**
 * The JDK's synthesizer by its own stream, which the JDK exports to nobody: this program is started
 * with a flag for it. Everything is queued beforehand, so this is the least it can cost.
 */
final class BareGervill {
    private static final AudioFormat FORMAT = new AudioFormat(RenderWork.RATE, 16, 2, true, false);

    /** As many as the driver has by default. */
    private static final int VOICES = 64;

    private static final Map<String, Object> OPTIONS =
            Map.of("load default soundbank", false, "max polyphony", VOICES);

    private BareGervill() {}

    /** Seconds that rendering took; loading is not counted. */
    static double render(RenderWork work)
            throws IOException, MidiUnavailableException, InvalidMidiDataException {
        try (Synthesizer synthesizer = make()) {
            AudioInputStream sound = openStream(synthesizer);
            synthesizer.loadAllInstruments(MidiSystem.getSoundbank(work.bank().toFile()));
            Receiver receiver = synthesizer.getReceiver();
            byte[] chunk = new byte[RenderWork.CHUNK * RenderWork.FRAME_BYTES];
            long begin = System.nanoTime();
            for (TimedMessage message : work.messages()) {
                receiver.send(message.message(), message.micros());
            }
            for (long rest = work.frames(); rest > 0; rest -= RenderWork.CHUNK) {
                int wanted = (int) Math.min(rest, RenderWork.CHUNK) * RenderWork.FRAME_BYTES;
                if (sound.readNBytes(chunk, 0, wanted) < wanted) {
                    throw new IOException("the synthesizer ends");
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static Synthesizer make() {
        try {
            Constructor<?> made =
                    Class.forName("com.sun.media.sound.SoftSynthesizer").getConstructor();
            return (Synthesizer) made.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "start with --add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED", e);
        }
    }

    private static AudioInputStream openStream(Synthesizer synthesizer) {
        try {
            return (AudioInputStream)
                    synthesizer
                            .getClass()
                            .getMethod("openStream", AudioFormat.class, Map.class)
                            .invoke(synthesizer, FORMAT, OPTIONS);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the synthesizer gives no stream", e);
        }
    }
}
