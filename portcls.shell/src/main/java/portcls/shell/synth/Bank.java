package portcls.shell.synth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthTarget;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A file with instruments, SoundFont or DLS, as it is. Immutable, for any thread. */
public final class Bank {
    /**
     * Part of the memory of the process that a file may have: the synthesizer keeps its own copy.
     */
    private static final int PARTS = 4;

    private static final double KILO = 1000;
    private static final String WHAT_TO_DO =
            "\n  What to do: give a SoundFont (.sf2) or a DLS bank (.dls).";

    private final String name;
    private final byte[] data;

    private Bank(String name, byte[] data) {
        this.name = name;
        this.data = data;
    }

    /** Reads a file. Whether it is a bank is seen when it is downloaded. */
    public static Bank read(Path file, Console console) throws CommandException {
        String name = Table.printable(console.shown(file));
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(name + " is no regular file." + WHAT_TO_DO);
        }
        long most = Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory() / PARTS);
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > most) {
                throw new CommandException(
                        name
                                + " is too large for the memory of this process: "
                                + size(size)
                                + ", at most "
                                + size(most)
                                + ".\n  What to do: give it more memory with JDK_JAVA_OPTIONS="
                                + "-Xmx…, or use a smaller bank.");
            }
            byte[] data = in.readNBytes((int) most);
            if (data.length == 0) {
                throw new CommandException(name + " is empty." + WHAT_TO_DO);
            }
            return new Bank(name, data);
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "There is no file " + name + ".\n  What to do: check the name.", e);
        } catch (AccessDeniedException e) {
            throw new CommandException(
                    name + " may not be read.\n  What to do: check its permissions.", e);
        } catch (IOException e) {
            throw new CommandException(
                    name + " cannot be read: " + Texts.sentence(Texts.message(e)), e);
        }
    }

    /** Gives the instruments to the synthesizer of a pin: they are there as long as the pin. */
    public void download(DirectMusicPin pin) throws CommandException {
        int node = SynthNode.of(pin.filter()).id();
        try {
            var _ = pin.get(SynthDlsProperty.DOWNLOAD, SynthTarget.buffer(node, data));
        } catch (PortClsException e) {
            if (e.status() == Status.DEVICE_REMOVED) {
                throw e;
            }
            throw new CommandException(
                    name
                            + " cannot be used as instruments of "
                            + pin.filter().id()
                            + ": "
                            + Texts.sentence(Texts.message(e))
                            + (e.status() == Status.INVALID_PARAMETER ? WHAT_TO_DO : ""),
                    e);
        }
    }

    /** Name and size, for people. */
    public String text() {
        return name + ", " + size(data.length);
    }

    private static String size(long bytes) {
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / KILO))
                : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }
}
