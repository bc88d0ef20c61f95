package portcls.shell.fake;

import portcls.shell.command.Console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A console that can be read. */
public final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    public Screen(Path folder) {
        this(folder, false);
    }

    public Screen(Path folder, boolean terminal) {
        this(folder, terminal, "");
    }

    /** A console where somebody has pressed keys. */
    public Screen(Path folder, boolean terminal, String keys) {
        this(
                folder,
                terminal,
                Optional.of(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8))));
    }

    private Screen(Path folder, boolean terminal, Optional<InputStream> keys) {
        console =
                new Console(
                        keys,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal,
                        40,
                        folder);
    }

    /** The console of a job in the background. */
    public static Screen background(Path folder) {
        return new Screen(folder, false, Optional.empty());
    }

    public Console console() {
        return console;
    }

    /** What was said. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was said, by line. */
    public List<String> lines() {
        return out().lines().toList();
    }

    /** What went wrong, by line. */
    public List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
