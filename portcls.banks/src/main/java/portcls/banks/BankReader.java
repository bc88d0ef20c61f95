package portcls.banks;

import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsReader;
import portcls.banks.dls.DlsWriter;
import portcls.banks.riff.RiffChunk;
import portcls.banks.sf2.Sf2File;
import portcls.banks.sf2.Sf2Reader;
import portcls.banks.sf2.Sf2Writer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and checks sound banks: SoundFont 2.00 to 2.04 and DLS level 1 and 2. A file that could
 * make a synthesizer crash, hang or fill the memory is refused; what is merely sloppy is mended or
 * left out and told in {@link Bank#notes()}. The time is linear in the size of the file; the memory
 * is a small multiple of it.
 *
 * <p>Any thread may use it. Reading waits for the disk.
 */
public final class BankReader {
    private BankReader() {}

    /**
     * Reads a file, within {@link BankLimits#DEFAULT}.
     *
     * @throws BankException when it is no sound bank or one that cannot be used
     */
    public static Bank read(Path path) throws IOException {
        return read(path, BankLimits.DEFAULT);
    }

    /**
     * Reads a file.
     *
     * @throws BankException when it is no sound bank or one that cannot be used
     */
    public static Bank read(Path path, BankLimits limits) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) { // opening a pipe would wait
            throw new BankException(
                    path
                            + (Files.isDirectory(path)
                                    ? " is a folder. Choose a sound bank in it."
                                    : " is no regular file. Choose a sound bank on a disk."));
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            long size = channel.size();
            checkSize(path.toString(), size, limits);
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new EOFException(
                            path + " became shorter while it was read. Get the file again.");
                }
            }
            return read(bytes.flip(), path.toString(), limits);
        }
    }

    /** Reads a bank in memory; {@code name} is for errors. */
    public static Bank read(byte[] bytes, String name) throws BankException {
        return read(ByteBuffer.wrap(bytes), name, BankLimits.DEFAULT);
    }

    /**
     * Reads a bank in memory, from position to limit. The memory must not change meanwhile; the
     * bank does not keep it.
     *
     * @param name for errors
     */
    public static Bank read(ByteBuffer bytes, String name, BankLimits limits) throws BankException {
        checkSize(name, bytes.remaining(), limits);
        BankNotes notes = new BankNotes();
        RiffChunk root = RiffChunk.root(name, bytes, notes);
        return switch (root.type()) {
            case "sfbk" -> soundFont(root, limits, notes);
            case "DLS " -> dls(root, limits, notes);
            default ->
                    throw root.unsupported(
                            -4,
                            "it is no sound bank, but a RIFF file of another type",
                            "Choose a SoundFont 2 (.sf2) or DLS (.dls) file.");
        };
    }

    private static Bank soundFont(RiffChunk root, BankLimits limits, BankNotes notes)
            throws BankException {
        Sf2File file = Sf2Reader.read(root, limits, notes);
        return new Bank(
                BankKind.SF2,
                file.info(),
                file.bankInstruments(),
                file.samples().size(),
                file.sampleBytes(),
                notes.sentences(),
                Sf2Writer.write(file));
    }

    private static Bank dls(RiffChunk root, BankLimits limits, BankNotes notes)
            throws BankException {
        DlsFile file = DlsReader.read(root, limits, notes);
        return new Bank(
                file.isLevel2() ? BankKind.DLS2 : BankKind.DLS1,
                file.info(),
                file.bankInstruments(),
                file.waves().size(),
                file.sampleBytes(),
                notes.sentences(),
                DlsWriter.write(file));
    }

    private static void checkSize(String name, long size, BankLimits limits) throws BankException {
        long limit = Math.min(limits.fileBytes(), Integer.MAX_VALUE - 8L);
        if (size > limit) {
            throw new BankException(
                    name
                            + " is too large: fileBytes="
                            + size
                            + ", limit="
                            + limit
                            + ". Choose a smaller bank or raise the limit.");
        }
    }
}
