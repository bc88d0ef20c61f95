package adapter.alsa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The card {@code card} of the tests' configuration: ALSA's own mixer over controls whose values
 * lie in a file. What is written here is what a hand at the card would turn.
 */
public final class FileCard implements AutoCloseable {
    private static final Path LIBRARY = Parts.WORK.resolve("card.so");
    private static final Path VALUES = Parts.WORK.resolve("card.values");
    private static final int CONTROL_BYTES = 3 * Integer.BYTES;

    /** Its controls, in the order of the file. */
    public enum Control {
        MASTER_VOLUME(60, 60),
        MASTER_SWITCH(1, 0),
        CAPTURE_VOLUME(20, 20),
        CAPTURE_SWITCH(1, 0),
        MIC_BOOST(0, 0),
        INPUT_SOURCE(1, 0),
        AUTO_MUTE_MODE(0, 0),
        /** Not there at first. */
        CAPTURE_SOURCE(1, 0);

        private final int left;
        private final int right;

        Control(int left, int right) {
            this.left = left;
            this.right = right;
        }

        private long at(int field) {
            return (long) ordinal() * CONTROL_BYTES + (long) field * Integer.BYTES;
        }
    }

    private static boolean compiled;

    private final FileChannel values;

    private FileCard(FileChannel values) {
        this.values = values;
    }

    /** Makes it, or skips the test. */
    public static FileCard make() {
        Parts.demandCompiler();
        try {
            Files.createDirectories(Parts.WORK);
            compile();
            FileCard card =
                    new FileCard(
                            FileChannel.open(
                                    VALUES,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE));
            for (Control control : Control.values()) {
                int there = control == Control.CAPTURE_SOURCE ? 0 : 1;
                card.write(control, 0, there, control.left, control.right);
            }
            return card;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once for each run: it must not be older than its source. */
    private static void compile() throws IOException {
        if (compiled) {
            return;
        }
        Path made = Parts.WORK.resolve("card.so.new");
        try {
            URL source = Objects.requireNonNull(FileCard.class.getResource("/card.c"));
            Process compiler =
                    new ProcessBuilder(
                                    "gcc",
                                    "-Wall",
                                    "-shared",
                                    "-fPIC",
                                    "-DPIC",
                                    "-O1",
                                    "-o",
                                    made.toString(),
                                    Path.of(source.toURI()).toString(),
                                    "-lasound")
                            .redirectErrorStream(true)
                            .redirectOutput(Parts.WORK.resolve("gcc.log").toFile())
                            .start();
            if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                compiler.destroyForcibly();
                throw new AssertionError(Files.readString(Parts.WORK.resolve("gcc.log")));
            }
        } catch (InterruptedException | URISyntaxException e) {
            throw new AssertionError(e);
        }
        // Never written over: this process may have it open.
        Files.move(made, LIBRARY, StandardCopyOption.REPLACE_EXISTING);
        compiled = true;
    }

    /** Turns a control of one channel, or both of two. */
    public void turn(Control control, int... channels) {
        write(control, 1, channels);
    }

    /** How a channel is set. */
    public int value(Control control, int channel) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try {
            values.read(bytes, control.at(1 + channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.getInt(0);
    }

    /** Takes a control out of the card, or puts it back. */
    public void remove(Control control, boolean gone) {
        write(control, 0, gone ? 0 : 1);
    }

    private void write(Control control, int field, int... numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int number : numbers) {
            bytes.putInt(number);
        }
        try {
            values.write(bytes.flip(), control.at(field));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            values.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
