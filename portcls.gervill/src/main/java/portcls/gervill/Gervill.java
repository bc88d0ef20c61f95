package portcls.gervill;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

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
 * take anything ("jitter correction"); that is switched off here. What is left is exact: a note
 * with a time stamp is heard at that frame, two buffers later.
 *
 * <p>Any thread that may block.
 */
public final class Gervill implements AutoCloseable {
    /** Frames per second. */
    public static final int SAMPLE_RATE = 44_100;

    /** Frames that are rendered at a time. */
    static final int BUFFER_FRAMES = 300;

    private static final String NAME = "Gervill";

    /** Preferences are for the whole JVM, and several bundles may each have their own Gervill. */
    private static final Object ONE_PER_JVM = MidiSystem.class;

    private final Synthesizer synthesizer;
    private final Receiver receiver;

    private Gervill(Synthesizer synthesizer, Receiver receiver) {
        this.synthesizer = synthesizer;
        this.receiver = receiver;
    }

    /** What it renders without being asked for anything else, which cannot be done from outside. */
    public static AudioFormat format() {
        return new AudioFormat(SAMPLE_RATE, 16, 2, true, false);
    }

    /**
     * Opens one with instruments; takes up to some seconds.
     *
     * @param bank file with its instruments; null = the platform's own
     * @throws IOException when that cannot be
     */
    public static Gervill open(GervillLine line, @Nullable Path bank) throws IOException {
        Gervill opened = open(line, GervillOptions.DEFAULT);
        try {
            Soundbank instruments = bank == null ? opened.defaultBank() : BankReader.read(bank);
            if (instruments != null && !opened.synthesizer.loadAllInstruments(instruments)) {
                throw new IOException("the instruments of bank=" + bank + " cannot be loaded");
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            line.release();
            opened.close();
            throw e;
        }
    }

    /**
     * Opens one without any instrument.
     *
     * @throws IOException when that cannot be
     */
    static Gervill open(GervillLine line, GervillOptions options) throws IOException {
        Map<String, String> preferences = new HashMap<>(options.preferences());
        preferences.put("jitter correction", "false");
        preferences.put("control rate", Float.toString((float) SAMPLE_RATE / BUFFER_FRAMES));
        preferences.put("load default soundbank", "false");
        try (PlatformLoader _ = PlatformLoader.enter()) {
            synchronized (ONE_PER_JVM) {
                return openAlone(line, preferences);
            }
        } catch (MidiUnavailableException e) {
            throw new IOException("the Java synthesizer cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Gervill openAlone(GervillLine line, Map<String, String> settings)
            throws IOException, MidiUnavailableException {
        Synthesizer synthesizer = find();
        Thread thread = Thread.currentThread();
        try (GervillPreferences _ = GervillPreferences.set(settings)) {
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

    /** The platform's own instruments; generated on first use, which takes some seconds. */
    @Nullable Soundbank defaultBank() {
        try (PlatformLoader _ = PlatformLoader.enter()) {
            return synthesizer.getDefaultSoundbank();
        }
    }

    /** What was opened. */
    Synthesizer synthesizer() {
        return synthesizer;
    }

    /** Where messages go; their time stamps count from the first frame, in microseconds. */
    public Receiver receiver() {
        return receiver;
    }

    /** Ends it; its line has been released. */
    @Override
    public void close() {
        synthesizer.close();
    }
}
