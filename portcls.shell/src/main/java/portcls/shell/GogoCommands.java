package portcls.shell;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import portcls.shell.command.Console;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The commands in the interactive shell, where {@code portcls:} in front may be left out. Each runs
 * on its caller's thread.
 */
@Component(
        service = GogoCommands.class,
        property = {
            "osgi.command.scope=portcls",
            "osgi.command.function=play",
            "osgi.command.function=record",
            "osgi.command.function=tone",
            "osgi.command.function=loopback",
            "osgi.command.function=synth",
            "osgi.command.function=devices",
            "osgi.command.function=topology",
            "osgi.command.function=volume",
            "osgi.command.function=mute",
            "osgi.command.function=power",
            "osgi.command.function=why",
            "osgi.command.function=plug",
            "osgi.command.function=unplug",
            "osgi.command.function=config",
            "osgi.command.function=monitor",
            "osgi.command.function=trace",
            "osgi.command.function=stat",
            "osgi.command.function=help",
            "osgi.command.function=_candidates",
            "osgi.command.function=_setup",
            "osgi.command.function=_unknown"
        })
public final class GogoCommands {
    private static final int COLUMNS = 80;
    private static final int STANDARD_OUT = 1;

    /** What people use of the shell itself. */
    private static final List<String> OTHERS =
            List.of("exit", "quit", "jobs", "fg", "bg", "lb", "start", "stop", "grep", "history");

    private static final Duration TIDY_LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = System.getLogger(GogoCommands.class.getName());

    private final BundleContext context;
    private final RunningCommands commands = new RunningCommands();
    private final SynchronousBundleListener listener = this::bundleChanged;
    private final OsgiHouse house;
    private final CommandTable table;
    private final Path folder;
    private final boolean terminal;

    @Activate
    public GogoCommands(BundleContext context) {
        Launch launch = Launch.of(context);
        this.context = context;
        house = new OsgiHouse(context, launch);
        folder = launch.folder();
        terminal = launch.terminal();
        table =
                CommandTable.of(
                        house, new OsgiConfigurations(context), new OtherCommands(context, house));
        context.addBundleListener(listener);
    }

    /** When this returns the commands have tidied up, or never will. */
    @Deactivate
    void close() {
        context.removeBundleListener(listener);
        end();
        house.close();
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            end();
        }
    }

    private void end() {
        try {
            if (!commands.end(TIDY_LIMIT)) {
                LOG.log(Level.INFO, "a command did not end within " + TIDY_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Descriptor("plays a song or a WAV file on a device")
    public void play(CommandSession session, @Descriptor("see: help play") String... words) {
        run(session, "play", words);
    }

    @Descriptor("records from a wave device into a WAV file")
    public void record(CommandSession session, @Descriptor("see: help record") String... words) {
        run(session, "record", words);
    }

    @Descriptor("plays a sine on a wave device")
    public void tone(CommandSession session, @Descriptor("see: help tone") String... words) {
        run(session, "tone", words);
    }

    @Descriptor("plays bursts of noise, finds them in what is recorded, and tells the round trip")
    public void loopback(
            CommandSession session, @Descriptor("see: help loopback") String... words) {
        run(session, "loopback", words);
    }

    @Descriptor("shows what a synthesizer can do, how it fares and where it is heard")
    public void synth(CommandSession session, @Descriptor("see: help synth") String... words) {
        run(session, "synth", words);
    }

    @Descriptor("lists the devices: their driver, their state, who uses them")
    public void devices(CommandSession session, @Descriptor("see: help devices") String... words) {
        run(session, "devices", words);
    }

    @Descriptor("draws the way of the sound through a device, with the values of its controls")
    public void topology(
            CommandSession session, @Descriptor("see: help topology") String... words) {
        run(session, "topology", words);
    }

    @Descriptor("shows or sets how loud a device is")
    public void volume(CommandSession session, @Descriptor("see: help volume") String... words) {
        run(session, "volume", words);
    }

    @Descriptor("shows or sets whether a device is silenced")
    public void mute(CommandSession session, @Descriptor("see: help mute") String... words) {
        run(session, "mute", words);
    }

    @Descriptor("shows which devices sleep, and brings them to sleep and back")
    public void power(CommandSession session, @Descriptor("see: help power") String... words) {
        run(session, "power", words);
    }

    @Descriptor("says why a device or a bundle is as it is, and what to do")
    public void why(CommandSession session, @Descriptor("see: help why") String... words) {
        run(session, "why", words);
    }

    @Descriptor("plugs a driver in, or a newer one in the place of an older")
    public void plug(CommandSession session, @Descriptor("see: help plug") String... words) {
        run(session, "plug", words);
    }

    @Descriptor("takes a driver out")
    public void unplug(CommandSession session, @Descriptor("see: help unplug") String... words) {
        run(session, "unplug", words);
    }

    @Descriptor("shows what can be set up, and sets it while everything runs")
    public void config(CommandSession session, @Descriptor("see: help config") String... words) {
        run(session, "config", words);
    }

    @Descriptor("shows the MIDI that a device sends: time, bytes and what they mean")
    public void monitor(CommandSession session, @Descriptor("see: help monitor") String... words) {
        run(session, "monitor", words);
    }

    @Descriptor("shows the last arrivals, bids, binds and unbinds with their times")
    public void trace(CommandSession session, @Descriptor("see: help trace") String... words) {
        run(session, "trace", words);
    }

    @Descriptor("shows the counters with their units")
    public void stat(CommandSession session, @Descriptor("see: help stat") String... words) {
        run(session, "stat", words);
    }

    @Descriptor("says what can be done, and how it is written")
    public void help(CommandSession session, @Descriptor("see: help help") String... words) {
        run(session, "help", words);
    }

    /** What could stand in a place of a command: for tab completion. */
    @Descriptor("what could stand in a place of a command")
    public List<String> _candidates(
            @Descriptor("the command") String command, @Descriptor("the place") String label) {
        return table.names().contains(command) ? table.get(command).candidates(label) : List.of();
    }

    /**
     * Teaches a session what our commands can be completed with, and that people write percents;
     * its profile calls this.
     */
    @Descriptor("sets a session up")
    public void _setup(CommandSession session) throws Exception {
        TypedLine.change(session, Percents::quoted);
        for (String name : table.names()) {
            for (String line : Completion.lines(table.get(name).syntax())) {
                session.execute(line);
            }
        }
    }

    /** Says that there is no such command, and which may be meant; the profile calls this. */
    @Descriptor("says that there is no such command")
    public void _unknown(CommandSession session, String... words) {
        PrintStream err = console(session).err();
        err.println(table.unknown(words.length == 0 ? "" : words[0], OTHERS));
        err.flush();
    }

    private void run(CommandSession session, String name, String[] words) {
        Process process = Process.Utils.current();
        if (process == null) {
            run(name, words, console(session));
        } else if (process.job().status() == Job.Status.Foreground) {
            try (InterruptKey _ = InterruptKey.take(session)) {
                run(
                        name,
                        words,
                        console(
                                session,
                                process,
                                Optional.of(process.in()),
                                terminal && process.isTty(STANDARD_OUT)));
            }
        } else {
            run(name, words, console(session, process, Optional.empty(), false));
        }
    }

    private void run(String name, String[] words, Console console) {
        commands.run(() -> table.run(name, List.of(words), console));
    }

    /** The console of a command in a pipeline; one in the background does not rewrite lines. */
    private Console console(
            CommandSession session, Process process, Optional<InputStream> keys, boolean terminal) {
        return new Console(keys, process.out(), process.err(), terminal, columns(session), folder);
    }

    /** The console of a command that a program runs. */
    private Console console(CommandSession session) {
        PrintStream out = session.getConsole();
        return new Console(Optional.of(session.getKeyboard()), out, out, false, COLUMNS, folder);
    }

    private static int columns(CommandSession session) {
        Object columns = session.get("COLUMNS");
        return columns instanceof Integer number && number > 0 ? number : COLUMNS;
    }
}
