package portcls.shell;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.load.LoadFolder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The command line: runs the command that the launcher handed over and ends the process with its
 * status. Without a command it does nothing, and the interactive shell has the console.
 *
 * <p>When the framework stops first (Ctrl-C), the command is interrupted and has a moment to tidy
 * up before anything else stops.
 */
@Component(
        immediate = true,
        service = {})
public final class CommandLine {
    private static final Logger LOG = System.getLogger(CommandLine.class.getName());
    private static final long TIDY_SECONDS = 5;
    private static final long STOP_SECONDS = 15;
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int COLUMNS = 80;
    private static final String HELP = "help";

    /** Commands that show how things stand: they wait until what is in the watched folder is up. */
    private static final List<String> NEED_REST =
            List.of(
                    "devices",
                    "topology",
                    "volume",
                    "mute",
                    "power",
                    "synth",
                    "why",
                    "trace",
                    "stat",
                    "monitor",
                    "unplug",
                    "plug",
                    "config");

    /**
     * Commands whose answer is of little use in a container without drivers, which one that was
     * started for them is.
     */
    private static final List<String> NEED_DRIVERS =
            List.of("devices", "synth", "power", "why", "stat");

    private final BundleContext context;
    private final Launch launch;
    private final CountDownLatch over = new CountDownLatch(1);
    private final SynchronousBundleListener listener = this::bundleChanged;
    private final @Nullable Thread thread;

    @Activate
    public CommandLine(BundleContext context) {
        this.context = context;
        this.launch = Launch.of(context);
        if (launch.arguments().isEmpty()) {
            thread = null;
        } else {
            thread = Thread.ofPlatform().name("portcls-command").unstarted(this::run);
        }
    }

    /** Begins once everything is constructed. */
    @Activate
    void start() {
        if (thread != null) {
            context.addBundleListener(listener);
            thread.start();
        }
    }

    /** When this returns the command has tidied up, or never will. */
    @Deactivate
    void stop() {
        context.removeBundleListener(listener);
        end();
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            end();
        }
    }

    /** Interrupts the command and waits a moment for it. */
    private void end() {
        if (thread == null || over.getCount() == 0) {
            return;
        }
        thread.interrupt();
        try {
            if (!over.await(TIDY_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.INFO, "the command did not end within " + TIDY_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Console console = console(launch.folder());
        ExitStatus status;
        try (OsgiHouse house = new OsgiHouse(context, launch)) {
            OtherCommands others = new OtherCommands(context, house);
            CommandTable table = CommandTable.of(house, new OsgiConfigurations(context), others);
            String name = launch.arguments().getFirst();
            boolean isOwn = table.names().contains(name);
            if (!isOwn || name.equals(HELP)) {
                awaitOthers(house, table, name);
            }
            if (NEED_DRIVERS.contains(name)) {
                plugDrivers(house);
            }
            if (NEED_REST.contains(name) || !isOwn && table.names().contains(name)) {
                settle(house);
            }
            status =
                    table.run(
                            name,
                            launch.arguments().subList(1, launch.arguments().size()),
                            console);
        } catch (InterruptedException e) {
            status = ExitStatus.INTERRUPTED;
        } catch (IllegalStateException e) {
            // The bundle was stopped before the command had ended.
            LOG.log(Level.INFO, "stopped", e);
            status = ExitStatus.INTERRUPTED;
        }
        console.out().flush();
        console.err().flush();
        over.countDown();
        exit(status.code());
    }

    /** Other bundles have brought their commands when the framework has begun. */
    private static void awaitOthers(OsgiHouse house, CommandTable table, String name)
            throws InterruptedException {
        house.await(
                () ->
                        !name.equals(HELP) && table.names().contains(name)
                                || house.bundles().getFirst().active(),
                SETTLE_LIMIT);
    }

    private static void plugDrivers(OsgiHouse house) {
        LoadFolder load = LoadFolder.of(house.places());
        for (Path jar : LoadFolder.drivers(house.places()).jars()) {
            String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            try {
                if (load.find(name).isEmpty()) {
                    load.put(jar, name);
                }
            } catch (CommandException e) {
                LOG.log(Level.INFO, "not plugged in: " + jar, e);
            }
        }
    }

    /**
     * Waits until what lies in the watched folder is installed, no device is just starting, and no
     * other has been found for a moment.
     */
    private static void settle(OsgiHouse house) throws InterruptedException {
        LoadFolder load = LoadFolder.of(house.places());
        try {
            Diagnostics diagnostics = house.diagnostics();
            Quiet devices = new Quiet(QUIET);
            house.await(
                    () ->
                            house.bundles().stream()
                                                    .filter(bundle -> load.holds(bundle.name()))
                                                    .count()
                                            >= load.jars().size()
                                    && devices.isQuiet(
                                            diagnostics.devices().stream()
                                                    .map(device -> device.id() + device.state())
                                                    .toList())
                                    && diagnostics.devices().stream()
                                            .noneMatch(
                                                    device ->
                                                            device.state() == DeviceState.STARTING),
                    SETTLE_LIMIT);
        } catch (CommandException e) {
            LOG.log(Level.DEBUG, "not settled", e);
        }
    }

    /**
     * Stops the framework and ends the process. A bundle that hangs while it stops does not keep it
     * alive. When the process ends already, by a signal, that decides.
     */
    private void exit(int code) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopFramework, "portcls-stop"));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the process ends already", e);
            return;
        }
        Thread.ofPlatform().daemon().name("portcls-exit").start(() -> haltLater(code));
        Runtime.getRuntime().exit(code);
    }

    private static void haltLater(int code) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STOP_SECONDS));
        Runtime.getRuntime().halt(code);
    }

    private void stopFramework() {
        try {
            Framework framework = context.getBundle(0).adapt(Framework.class);
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (BundleException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "framework", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The console of the process. Since JDK 25 there is again none where input or output is
     * redirected.
     */
    @SuppressWarnings("SystemConsoleNull")
    static Console console(Path folder) {
        java.io.Console terminal = System.console();
        boolean isTerminal = terminal != null && terminal.isTerminal();
        return new Console(
                Optional.of(System.in), System.out, System.err, isTerminal, columns(), folder);
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        try {
            return columns == null ? COLUMNS : Integer.parseInt(columns);
        } catch (NumberFormatException e) {
            return COLUMNS;
        }
    }
}
