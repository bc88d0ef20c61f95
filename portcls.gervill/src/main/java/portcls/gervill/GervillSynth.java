package portcls.gervill;

import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import javax.sound.midi.Soundbank;

/**
 * The Java platform's synthesizer as something that renders on demand: for a software synthesizer
 * driver, and for rendering faster than real time. Several can be open at the same time.
 *
 * <p>Frames are counted from 0, the first one that {@link #render} gives; {@link #SAMPLE_RATE} of
 * them are a second. What comes out depends on the messages and their frames alone, not on how many
 * frames are asked for at a time: it is the same to the bit.
 *
 * <p>The synthesizer renders 300 frames at a time. A note begins at exactly its frame. Everything
 * else (controllers, pitch bend, the ends of notes) takes effect with the 300 frames that its frame
 * falls into, up to 6.8 ms early; for the voices of a note these begin with the note, so an end of
 * a note that is a multiple of 300 frames behind its beginning is exact. More than 22 notes at one
 * frame begin one frame late for each further 22.
 *
 * <p>{@link #send}, {@link #render}, {@link #allSoundOff}, {@link #lookAheadFrames} and {@link
 * #renderedFrames} belong to one thread at a time; the others may be called from any thread that
 * may block.
 */
public final class GervillSynth implements AutoCloseable {
    /** Frames per second, which cannot be chosen. */
    public static final int SAMPLE_RATE = Gervill.SAMPLE_RATE;

    /** Samples of a frame: left, right. */
    public static final int CHANNELS = 2;

    private static final System.Logger LOG = System.getLogger(GervillSynth.class.getName());
    private static final long PATIENCE_SECONDS = 5;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int FIRST_STATUS = 0x80;
    private static final int SYSEX = 0xF0;
    private static final int MAX_SHORT_BYTES = 3;
    private static final int BYTE_BITS = 8;

    /** Bits that are 0 in the data bytes of a short message, and all above them. */
    private static final int NOT_IN_DATA = 0xFF80_8000;

    private final Gervill gervill;
    private final MessageFeed feed;
    private final PullSink sink;
    private final BankShelf shelf;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long rendered;

    private GervillSynth(Gervill gervill, MessageFeed feed, PullSink sink) {
        this.gervill = gervill;
        this.feed = feed;
        this.sink = sink;
        shelf = new BankShelf(gervill.synthesizer());
    }

    /**
     * Opens one that has no instruments yet.
     *
     * @throws IOException when that cannot be
     */
    public static GervillSynth open(GervillOptions options) throws IOException {
        MessageFeed feed = new MessageFeed();
        PullSink sink = new PullSink(feed, options.autoGainControl());
        GervillLine line = new GervillLine(Gervill.format(), sink);
        GervillSynth opened = new GervillSynth(Gervill.open(line, options), feed, sink);
        if (!sink.begin(opened.gervill.receiver(), TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
            opened.close();
            throw new IOException(
                    "the Java synthesizer does not render within seconds="
                            + PATIENCE_SECONDS
                            + "; the machine is too busy: try again");
        }
        return opened;
    }

    /**
     * Sends a short message that is heard at a frame, or as soon as possible if that was rendered
     * already or is {@linkplain #lookAheadFrames fixed}. Messages of one frame keep their order.
     *
     * @param shortMessage status in the low byte, then the data bytes
     * @throws IllegalArgumentException when it is none
     */
    public void send(long frame, int shortMessage) {
        int status = shortMessage & 0xFF;
        if (status < FIRST_STATUS || status == SYSEX || (shortMessage & NOT_IN_DATA) != 0) {
            throw new IllegalArgumentException(
                    "not a short MIDI message: shortMessage=0x"
                            + Integer.toHexString(shortMessage)
                            + "; its low byte is the status, the next two are 0 … 127");
        }
        feed.add(frame, shortMessage);
    }

    /**
     * Sends any message, as {@link #send(long, int)} does. Of a system exclusive one the bytes are
     * copied. One that the synthesizer cannot stand has no effect.
     *
     * @param bytes one whole message, with status
     * @throws IllegalArgumentException when it is none
     */
    public void send(long frame, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > 0 && (bytes[offset] & 0xFF) != SYSEX && length <= MAX_SHORT_BYTES) {
            int packed = 0;
            for (int i = length - 1; i >= 0; i--) {
                packed = packed << BYTE_BITS | bytes[offset + i] & 0xFF;
            }
            send(frame, packed);
            return;
        }
        byte[] sysex = Arrays.copyOfRange(bytes, offset, offset + length);
        if (!SafeSysex.isWhole(sysex)) {
            throw new IllegalArgumentException(
                    "not one whole MIDI message: length="
                            + length
                            + "; give system exclusive messages from F0 to F7, without other"
                            + " status bytes between");
        }
        if (SafeSysex.isHarmless(sysex)) {
            feed.add(frame, sysex);
        }
    }

    /**
     * Renders the next frames. When it is closed meanwhile or before, they are silent from there.
     *
     * @param interleavedStereo left and right in turn, −1 … 1
     * @param offset index of the first sample
     * @param frames exactly so many, any number
     * @throws IllegalStateException when the synthesizer broke
     */
    public void render(float[] interleavedStereo, int offset, int frames) {
        Objects.checkFromIndexSize(offset, CHANNELS * frames, interleavedStereo.length);
        shelf.sweep();
        sink.render(interleavedStereo, offset, frames);
        rendered += frames;
        RuntimeException failure = sink.failure();
        if (failure != null) {
            throw new IllegalStateException(
                    "the Java synthesizer broke before frame="
                            + rendered
                            + " ("
                            + failure
                            + "); close it and open another",
                    failure);
        }
    }

    /** Frames that were rendered: the number of the next one. */
    public long renderedFrames() {
        return rendered;
    }

    /**
     * How many frames behind {@link #renderedFrames} are fixed already: messages for these come too
     * late. At most 299, and 300 more with {@link GervillOptions#autoGainControl}; 0 before the
     * first frame and after {@link #allSoundOff}.
     */
    public int lookAheadFrames() {
        return (int) (feed.start() - rendered);
    }

    /**
     * Loads a bank; its instruments cover those of the banks that were loaded before. Notes that
     * sound go on; they keep the instrument that they began with.
     *
     * @param bank content of an SF2 or DLS file; kept, so it may not change
     * @throws IOException when it is neither or damaged
     */
    public GervillBank load(byte[] bank) throws IOException {
        return load(BankReader.read(bank));
    }

    /**
     * Loads the platform's own instruments, General MIDI: a bank of the operating system where
     * there is one, else an "emergency" one, which is generated on first use in some seconds.
     *
     * @throws IOException when there is none
     */
    public GervillBank loadDefault() throws IOException {
        Soundbank bank = gervill.defaultBank();
        if (bank == null) {
            throw new IOException(
                    "this Java platform has no instruments of its own; load a bank from a file");
        }
        return load(bank);
    }

    private GervillBank load(Soundbank soundbank) throws IOException {
        GervillBank bank = new GervillBank(soundbank);
        shelf.load(bank);
        return bank;
    }

    /**
     * Unloads a bank, which uncovers what it had covered. Notes that sound go on. Where nothing was
     * covered its instruments go as soon as no note sounds, since the synthesizer cannot take one
     * away in silence otherwise. Does nothing if it is not loaded.
     */
    public void unload(GervillBank bank) {
        shelf.unload(bank);
    }

    /** Voices that sound, also those that die away. Allocates; not for every period. */
    public int activeVoices() {
        return shelf.activeVoices();
    }

    /**
     * Silence at once, for a reset: the next frame is silent, without any reverberation, and
     * messages that were not due yet are forgotten. Programs and controllers stay. Takes some 10 or
     * 20 ms, since the effects run empty first.
     */
    public void allSoundOff() {
        feed.clear();
        sink.discardUntilSilent();
        feed.restartAt(rendered);
    }

    /** Ends it; a thread that renders gets silence. Waits some seconds at most. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        sink.release();
        // Closing waits for the synthesizer without a limit, so another thread does it.
        Thread closing =
                Thread.ofPlatform()
                        .daemon()
                        .name("closing the Java synthesizer")
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::closeNow);
        closing.setContextClassLoader(ClassLoader.getSystemClassLoader());
        closing.start();
        try {
            if (!closing.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                LOG.log(ERROR, "a Java synthesizer does not end: it hangs in its rendering");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeNow() {
        while (sink.isRendering()) {
            LockSupport.parkNanos(this, LOOK_NS);
        }
        shelf.close();
        gervill.close();
    }
}
