package portcls.banks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A sound bank that was checked: what is in it, and a file of it that was written anew from what
 * was checked. That file holds known chunks only, with right sizes and padding, every index and
 * loop inside its range; hand it, never the original, to a synthesizer.
 *
 * <p>Immutable, so any thread may use it. It keeps its file in memory.
 */
public final class Bank {
    private final BankKind kind;
    private final BankInfo info;
    private final List<BankInstrument> instruments;
    private final int samples;
    private final long sampleBytes;
    private final List<String> notes;
    private final byte[] bytes;

    /** Made by {@link BankReader}, which has checked everything; {@code bytes} is not copied. */
    Bank(
            BankKind kind,
            BankInfo info,
            List<BankInstrument> instruments,
            int samples,
            long sampleBytes,
            List<String> notes,
            byte[] bytes) {
        this.kind = kind;
        this.info = info;
        this.instruments = List.copyOf(instruments);
        this.samples = samples;
        this.sampleBytes = sampleBytes;
        this.notes = List.copyOf(notes);
        this.bytes = bytes;
    }

    /** What it is written in. */
    public BankKind kind() {
        return kind;
    }

    /** Name, author, copyright, as far as given. */
    public BankInfo info() {
        return info;
    }

    /** What can be selected in it, in the order of the file; at least one. */
    public List<BankInstrument> instruments() {
        return instruments;
    }

    /** How many samples (DLS: waves) it has. */
    public int samples() {
        return samples;
    }

    /** Bytes of sound in it. */
    public long sampleBytes() {
        return sampleBytes;
    }

    /** What was not as it should be and was mended or left out, in sentences; mostly empty. */
    public List<String> notes() {
        return notes;
    }

    /** The checked file: a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The checked file, not copied: a view that cannot be written. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Writes the checked file, for a synthesizer that wants a path. */
    public void writeTo(Path path) throws IOException {
        Files.write(path, bytes);
    }
}
