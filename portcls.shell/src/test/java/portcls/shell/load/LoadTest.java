package portcls.shell.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Finding.Cause;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeAdapter;
import portcls.shell.fake.FakeFilter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.Jars;
import portcls.shell.fake.Screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code plug} and {@code unplug} with a container that takes in what lies in its watched folder.
 */
final class LoadTest {
    @TempDir Path folder;
    private FakeHouse house;
    private Screen screen;
    private FakeFilter filter;

    @BeforeEach
    void begin() {
        house = new FakeHouse(folder);
        screen = new Screen(folder);
        filter = new FakeFilter("virtual:a", house.clock);
        house.life = this::takeIn;
        house.why = subject -> List.of(FakeHouse.finding(Cause.HEALTHY, subject + " is well.", ""));
    }

    @Test
    void aJarGetsThereUnderTheNameOfItsBundle() throws CommandException {
        LoadFolder load = LoadFolder.of(house.places());
        Path jar =
                Jars.bundle(
                        folder.resolve("some-driver-1.0.jar"),
                        "some.driver;singleton:=true",
                        "1.0");
        load.put(jar, "some.driver");
        assertEquals(List.of(folder.resolve("load/some.driver.jar")), load.jars());
        assertTrue(load.holds("some.driver"));
    }

    @Test
    void aNewerJarTakesThePlaceOfTheOlder() throws CommandException, IOException {
        LoadFolder load = LoadFolder.of(house.places());
        Path old = Jars.bundle(folder.resolve("load/driver-0.9.jar"), "some.driver", "0.9");
        Path jar = Jars.bundle(folder.resolve("some-driver-1.0.jar"), "some.driver", "1.0");
        load.put(jar, "some.driver");
        assertEquals(List.of(old), load.jars());
        assertEquals(-1, Files.mismatch(jar, old));
        try (var files = Files.list(folder.resolve("load"))) {
            assertEquals(1, files.count(), "nothing is left over");
        }
    }

    @Test
    void aJarMayLieInAnyWatchedFolder() throws CommandException, InterruptedException {
        Path kept = Jars.bundle(folder.resolve("kept/d.jar"), "some.driver", "1.0.0");
        Jars.bundle(folder.resolve("new.jar"), "some.driver", "1.0.1");
        house.await(() -> !house.bundles.isEmpty(), Duration.ofSeconds(1));
        run(new PlugCommand(house), "new.jar");
        assertEquals(List.of(kept), LoadFolder.of(house.places()).jars());
        run(new UnplugCommand(house), "some.driver");
        assertFalse(Files.exists(kept));
    }

    @Test
    void plugSaysWhatServesWhat() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "d.jar"));
        assertTrue(
                screen.out()
                        .matches(
                                "some\\.driver 1\\.0\\.0 plugged in in \\d+ ms; serves"
                                        + " virtual:a\n"),
                screen.out());
    }

    @Test
    void plugSaysFromWhichVersionToWhich() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("d1.jar"), "some.driver", "1.0.0");
        Jars.bundle(folder.resolve("d2.jar"), "some.driver", "1.0.1");
        run(new PlugCommand(house), "d1.jar");
        screen = new Screen(folder);
        run(new PlugCommand(house), "d2.jar");
        assertTrue(
                screen.out()
                        .matches(
                                "some\\.driver 1\\.0\\.0 → 1\\.0\\.1 in \\d+ ms; virtual:a was"
                                        + " without a driver for \\d+ ms\n"),
                screen.out());
    }

    @Test
    void aJarKeepsItsTimeByWhichOtherContainersKnowThatTheyHaveIt()
            throws CommandException, IOException {
        Path jar = Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(jar, time);
        Path put = LoadFolder.of(house.places()).put(jar, "some.driver");
        assertEquals(time, Files.getLastModifiedTime(put));
    }

    @Test
    void theSameJarReplacesNothing() throws CommandException, InterruptedException, IOException {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        run(new PlugCommand(house), "d.jar");
        FileTime before = FileTime.fromMillis(5_000);
        Files.setLastModifiedTime(folder.resolve("load/some.driver.jar"), before);
        screen = new Screen(folder);
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "d.jar"));
        assertEquals(
                List.of(
                        "some.driver 1.0.0 is plugged in already, and the jar is the same; nothing"
                                + " was replaced; serves virtual:a"),
                screen.lines());
        assertEquals(before, Files.getLastModifiedTime(folder.resolve("load/some.driver.jar")));
        assertTrue(house.filters.getFirst().isThere());
    }

    @Test
    void aDriverWhoseDevicesAreTakenSaysByWhom() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("a.jar"), "some.adapter", "1.0.0");
        house.adapters.add(new FakeAdapter("virtual:card", List.of("card")));
        house.bundles.add(new BundleEntry(9, "some.adapter", "0.9.0", "load", false, 1));
        house.hardwareIds = List.of("card");
        house.life =
                () -> {
                    house.bundles.clear();
                    house.bundles.add(new BundleEntry(9, "some.adapter", "1.0.0", "load", true, 2));
                };
        serve("virtual:other", 1);
        serve("virtual:card/fm", 0);
        run(new PlugCommand(house), "a.jar");
        assertTrue(
                screen.out()
                        .endsWith(
                                " ms; serves nothing now: virtual:card/fm is served by other"
                                        + " 2.0\n"),
                screen.out());
        serve("virtual:card/fm", 1);
        house.bundles.clear();
        run(new PlugCommand(house), "a.jar");
        assertTrue(
                screen.out().endsWith(" ms; serves nothing now: virtual:card/fm is in use\n"),
                screen.out());
        house.why =
                id ->
                        List.of(
                                id.equals("some.adapter")
                                        ? FakeHouse.finding(Cause.NO_DEVICE, "none", "")
                                        : FakeHouse.finding(
                                                Cause.INIT_FAILED,
                                                "some.adapter 1.0.0 cannot serve it",
                                                ""));
        house.bundles.clear();
        run(new PlugCommand(house), "a.jar");
        assertTrue(
                screen.out()
                        .endsWith("; it cannot serve virtual:card: `why virtual:card` says why\n"),
                screen.out());
    }

    private void serve(String id, int clients) {
        house.devices.removeIf(it -> it.id().equals(id));
        house.devices.add(
                new DeviceReport(
                        id,
                        id,
                        "midi",
                        DeviceState.IDLE,
                        clients,
                        "",
                        "other 2.0",
                        Double.NaN,
                        -1,
                        Instant.EPOCH,
                        ""));
    }

    @Test
    void plugFindsADeliveredDriverByItsName() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("drivers/some.driver-1.0.0.jar"), "some.driver", "1.0.0");
        assertEquals(List.of("some.driver-1.0.0.jar"), new PlugCommand(house).candidates("JAR"));
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "some.driver"));
    }

    @Test
    void aDeliveredDriverComesBeforeAFolderOfItsName()
            throws CommandException, InterruptedException, IOException {
        Jars.bundle(folder.resolve("drivers/some.driver.jar"), "some.driver", "1.0.0");
        Files.createDirectory(folder.resolve("some.driver"));
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "some.driver"));
    }

    @Test
    void plugSaysWhichDevicesAnAdapterBringsAndDoesNotWaitForADriverThatIsNotThere()
            throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("a.jar"), "some.adapter", "1.0.0");
        house.life = () -> bring("raw:file", DeviceState.UNBOUND);
        long start = house.clock.getTime();
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "a.jar"));
        assertTrue(house.clock.getTime() - start < ReferenceTime.millis(100));
        assertTrue(
                screen.out()
                        .endsWith(
                                " ms; brought raw:file; no driver serves it yet: `plug"
                                        + " miniport.wavert`\n"),
                screen.out());
    }

    @Test
    void aDeviceThatADriverServesAtOnceIsOnlyNamed() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("a.jar"), "some.adapter", "1.0.0");
        house.bundles.add(new BundleEntry(8, "miniport.wavert", "1.0.0", "elsewhere", true, 1));
        long start = house.clock.getTime();
        house.life =
                () ->
                        bring(
                                "raw:file",
                                house.clock.getTime() - start < ReferenceTime.millis(200)
                                        ? DeviceState.UNBOUND
                                        : DeviceState.IDLE);
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "a.jar"));
        assertTrue(screen.out().endsWith(" ms; brought raw:file\n"), screen.out());
    }

    @Test
    void plugReplacesABundleThatCameFromElsewhereDirectly() {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.1");
        house.bundles.add(new BundleEntry(7, "some.driver", "1.0.0", "elsewhere", true, 1));
        assertThrows(CommandException.class, () -> run(new PlugCommand(house), "d.jar"));
        assertEquals(List.of("update some.driver 1.0.0 from d.jar"), house.done);
        assertFalse(Files.exists(folder.resolve("load/some.driver.jar")));
    }

    @Test
    void plugSaysWhyADriverIsNotInOrder() {
        house.why =
                subject ->
                        List.of(
                                FakeHouse.finding(
                                        Cause.MISSING_PACKAGE, "It needs x 2.0.", "Update x."));
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        assertFails(
                new PlugCommand(house),
                "d.jar",
                "some.driver 1.0.0 is plugged in but not in order.\n"
                        + "It needs x 2.0.\n"
                        + "  What to do: Update x.");
    }

    @Test
    void plugRefusesWhatIsNoBundle() throws IOException {
        Files.writeString(folder.resolve("text.jar"), "no jar");
        Jars.plain(folder.resolve("plain.jar"));
        assertFails(
                new PlugCommand(house),
                "text.jar",
                "text.jar is no jar.\n  What to do: give the jar of a driver.");
        assertFails(
                new PlugCommand(house),
                "plain.jar",
                "plain.jar is a jar but no bundle: its manifest has no Bundle-SymbolicName.\n"
                        + "  What to do: build it with bnd, as the drivers of this project are.");
        assertFails(
                new PlugCommand(house),
                ".",
                ". is a folder.\n  What to do: give the jar of a driver.");
        assertFails(
                new PlugCommand(house),
                "none.jar",
                "There is no file "
                        + folder.resolve("none.jar")
                        + ".\n  What to do: check the name.");
    }

    @Test
    void unplugTakesTheJarAway() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        run(new PlugCommand(house), "d.jar");
        screen = new Screen(folder);
        assertEquals(List.of("some.driver"), new UnplugCommand(house).candidates("NAME"));
        assertEquals(ExitStatus.OK, run(new UnplugCommand(house), "some.driver"));
        assertTrue(
                screen.out().matches("some\\.driver 1\\.0\\.0 unplugged in \\d+ ms\n"),
                screen.out());
        assertFalse(Files.exists(folder.resolve("load/some.driver.jar")));
    }

    @Test
    void unplugOnlyStopsWhatCameFromElsewhere() throws CommandException, InterruptedException {
        house.bundles.add(new BundleEntry(7, "some.driver", "1.0.0", "elsewhere", true, 1));
        run(new UnplugCommand(house), "some.driver");
        assertEquals(List.of("stop some.driver 1.0.0"), house.done);
    }

    @Test
    void unplugKeepsWhatCarriesIt() {
        house.bundles.add(new BundleEntry(3, "portcls.shell", "1.0.0", "elsewhere", true, 1));
        assertFails(
                new UnplugCommand(house),
                "portcls.shell",
                "portcls.shell carries this command and stays; `exit` ends everything.");
        assertFails(
                new UnplugCommand(house),
                "nix",
                "There is no bundle and no jar \"nix\".\n"
                        + "  What to do: nothing is plugged in; `lb` lists all bundles.");
    }

    @Test
    void whatOneCommandPlugsInStaysUntilAnotherTakesItOut()
            throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        house.endsWithCommand = true;
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "d.jar"));
        assertTrue(Files.exists(folder.resolve("kept/some.driver.jar")));
        assertFalse(Files.exists(folder.resolve("load/some.driver.jar")));
        assertEquals(
                "It stays in kept, for the commands that follow and for a shell that runs;"
                        + " `./portcls unplug some.driver` takes it out.",
                screen.lines().getLast());
        assertEquals(ExitStatus.OK, run(new UnplugCommand(house), "some.driver"));
        assertFalse(Files.exists(folder.resolve("kept/some.driver.jar")));
    }

    @Test
    void oneCommandLeavesTheDistributionAsItIs() {
        Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.1");
        house.bundles.add(new BundleEntry(7, "some.driver", "1.0.0", "elsewhere", true, 1));
        house.endsWithCommand = true;
        assertFails(
                new PlugCommand(house),
                "d.jar",
                "some.driver 1.0.0 belongs to the distribution; another one in its place lasts as"
                        + " long as the container, and this one ends with the command.\n"
                        + "  What to do: `./portcls` opens the shell; `plug "
                        + folder.resolve("d.jar")
                        + "` there.");
        assertThrows(CommandException.class, () -> run(new UnplugCommand(house), "some.driver"));
        assertEquals(List.of(), house.done);
    }

    @Test
    void aPartOfANameIsEnoughWhereOnlyOneHasIt() throws CommandException, InterruptedException {
        Jars.bundle(folder.resolve("drivers/some.driver.jar"), "some.driver", "1.0.0");
        Jars.bundle(folder.resolve("drivers/some.other.jar"), "some.other", "1.0.0");
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "driver"));
        assertTrue(Files.exists(folder.resolve("load/some.driver.jar")));
        assertThrows(CommandException.class, () -> run(new PlugCommand(house), "some"));
        house.bundles.add(new BundleEntry(8, "driver", "1.0.0", "elsewhere", true, 1));
        assertEquals(ExitStatus.OK, run(new UnplugCommand(house), "driver"));
        assertEquals(List.of("stop driver 1.0.0"), house.done, "a whole name comes first");
        assertEquals(ExitStatus.OK, run(new UnplugCommand(house), "e.driver"));
        assertFalse(Files.exists(folder.resolve("load/some.driver.jar")));
        assertEquals(ExitStatus.OK, run(new PlugCommand(house), "driver"));
        assertEquals(ExitStatus.OK, run(new UnplugCommand(house), "7"));
        assertFalse(Files.exists(folder.resolve("load/some.driver.jar")));
    }

    @Test
    void whatACommandNeedsItselfGoesWithIt() throws CommandException {
        house.endsWithCommand = true;
        Path jar = Jars.bundle(folder.resolve("d.jar"), "some.driver", "1.0.0");
        assertEquals(
                folder.resolve("load/some.driver.jar"),
                LoadFolder.of(house.places()).put(jar, "some.driver"));
    }

    /** What the watcher of the folder does with an adapter of one wave device. */
    private void bring(String id, DeviceState state) {
        if (house.adapters.isEmpty()) {
            house.adapters.add(new FakeAdapter(id, List.of(id, "wave-engine")));
            house.bundles.add(new BundleEntry(9, "some.adapter", "1.0.0", "load", true, 1));
        }
        house.devices.clear();
        house.devices.add(
                new DeviceReport(id, id, "", state, 0, "", "", Double.NaN, -1, Instant.EPOCH, ""));
    }

    /** What the watcher of the folder and the ports do. */
    private void takeIn() {
        LoadFolder load = LoadFolder.of(house.places());
        for (Path jar : load.jars()) {
            JarFacts facts = facts(jar);
            boolean there =
                    house.bundles.removeIf(
                            b ->
                                    b.name().equals(facts.name())
                                            && !b.version().equals(facts.version()));
            if (there) {
                filter.remove("its bundle is updated");
                filter = new FakeFilter("virtual:a", house.clock);
            }
            if (house.bundles.stream().noneMatch(b -> b.name().equals(facts.name()))) {
                house.bundles.add(
                        new BundleEntry(
                                7,
                                facts.name(),
                                facts.version(),
                                jar.toString(),
                                true,
                                house.clock.getTime()));
                house.filters.clear();
                house.filters.add(filter.entry(facts.title(), "RENDER"));
            }
        }
        house.bundles.removeIf(
                b -> b.location().startsWith(folder.toString()) && !load.holds(b.name()));
    }

    private static JarFacts facts(Path jar) {
        try {
            return JarFacts.read(jar, "jar");
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }

    private ExitStatus run(Command command, String word)
            throws CommandException, InterruptedException {
        return command.run(command.syntax().parse(List.of(word)), screen.console());
    }

    private void assertFails(Command command, String word, String message) {
        CommandException e = assertThrows(CommandException.class, () -> run(command, word));
        assertEquals(message, e.getMessage());
    }
}
