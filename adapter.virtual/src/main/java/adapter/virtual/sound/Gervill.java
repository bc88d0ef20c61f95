package adapter.virtual.sound;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;

/**
 * The Java platform's synthesizer, opened so that it renders into a {@link GervillLine} and at the
 * pace of that line alone.
 *
 * <p>By itself it renders ahead, by the time of day and up to six seconds when its line does not
 * take anything ("jitter correction"); that is switched off here. What is left is exact: a message
 * with a time stamp is heard at that frame, two buffers later.
 */
final class Gervill implements AutoCloseable {
    /** Frames per second. */
    static final int SAMPLE_RATE = 44_100;

    private static final String NAME = "Gervill";

    /** Buffers per second: 300 frames each, a whole number. */
    private static final float CONTROL_RATE = 147;

    private final Synthesizer synthesizer;
    private final Receiver receiver;

    private Gervill(Synthesizer synthesizer, Receiver receiver) {
        this.synthesizer = synthesizer;
        this.receiver = receiver;
    }

    /** What it renders without being asked for anything else, which cannot be done from outside. */
    static AudioFormat format() {
        return new AudioFormat(SAMPLE_RATE, 16, 2, true, false);
    }

    /**
     * Opens one; takes up to some seconds.
     *
     * @param bank file with its instruments; null = the platform's own
     * @throws IOException when that cannot be
     */
    static Gervill open(GervillLine line, @Nullable Path bank) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Threads of the platform that start in here for good must not get our loader.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            synchronized (Gervill.class) { // preferences are for all
                return openAlone(line, bank);
            }
        } catch (MidiUnavailableException e) {
            throw new IOException("the Java synthesizer cannot be opened: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Gervill openAlone(GervillLine line, @Nullable Path bank)
            throws IOException, MidiUnavailableException {
        Synthesizer synthesizer = find();
        Soundbank instruments = bank == null ? synthesizer.getDefaultSoundbank() : load(bank);
        Map<String, String> options =
                Map.of(
                        "jitter correction", "false",
                        "auto gain control", "true",
                        "control rate", Float.toString(CONTROL_RATE),
                        "load default soundbank", "false");
        Thread thread = Thread.currentThread();
        try (GervillPreferences _ = GervillPreferences.set(options)) {
            thread.setContextClassLoader(Gervill.class.getClassLoader());
            ScopedValue.where(GervillMixerProvider.OPENING, line)
                    .call(
                            () -> {
                                synthesizer.open();
                                return synthesizer;
                            });
        } finally {
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
        try {
            if (!line.isOpen()) {
                throw new IOException(
                        "the Java synthesizer took another line than it was given; remove the"
                                + " system property or sound.properties entry"
                                + " javax.sound.sampled.SourceDataLine");
            }
            if (instruments != null && !synthesizer.loadAllInstruments(instruments)) {
                throw new IOException("the instruments of bank=" + bank + " cannot be loaded");
            }
            return new Gervill(synthesizer, synthesizer.getReceiver());
        } catch (IOException | MidiUnavailableException | RuntimeException e) {
            line.release();
            synthesizer.close();
            throw e;
        }
    }

    private static Synthesizer find() throws IOException, MidiUnavailableException {
        for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
            if (info.getName().equals(NAME)
                    && MidiSystem.getMidiDevice(info) instanceof Synthesizer found) {
                return found;
            }
        }
        throw new IOException(
                "this Java platform has no synthesizer \""
                        + NAME
                        + "\"; use one with the module java.desktop");
    }

    private static Soundbank load(Path bank) throws IOException {
        try {
            return MidiSystem.getSoundbank(bank.toFile());
        } catch (InvalidMidiDataException e) {
            throw new IOException(
                    "bank=" + bank + " is neither SF2 nor DLS; name a file that is", e);
        }
    }

    /** Where messages go; their time stamps count from the first frame, in microseconds. */
    Receiver receiver() {
        return receiver;
    }

    /** Ends it; its line has been released. */
    @Override
    public void close() {
        synthesizer.close();
    }
}
