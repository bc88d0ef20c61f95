package portcls.shell.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.diag.Counter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Finding;
import portcls.api.diag.TraceEntry;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeAdapter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.Jars;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** {@code devices}, {@code why}, {@code trace}, {@code stat}: from records to text. */
final class DiagnosisTest {
    @TempDir Path folder;

    @Test
    void devicesAreATable() {
        assertEquals(
                List.of(
                        "DEVICE           KIND    STATE    CLIENTS  FORMAT                LATENCY"
                                + "  XRUNS  DRIVER",
                        "alsa:hw:1        -       nobody bids: no bundle serves \"alsa:midi2\"",
                        "jack:system      wavert  held 3 s: 1 stream waits for it (2 s left)",
                        "virtual:broken   midi    failed: init failed: no acknowledge",
                        "virtual:mpu401   midi    running        1  MIDI                        -"
                                + "      -  miniport.midi 0.1.0",
                        "virtual:speaker  wavert  running        2  48000 Hz 2ch float32  10.7 ms"
                                + "      3  miniport.wavert 0.1.0"),
                DevicesCommand.lines(
                        List.of(
                                device(
                                        "alsa:hw:1",
                                        "",
                                        DeviceState.UNBOUND,
                                        0,
                                        "",
                                        "",
                                        "nobody bids: no bundle serves \"alsa:midi2\""),
                                new DeviceReport(
                                        "jack:system",
                                        "JACK",
                                        "wavert",
                                        DeviceState.HELD,
                                        1,
                                        "",
                                        "",
                                        Double.NaN,
                                        -1,
                                        Instant.now().minusMillis(3500),
                                        "1 stream waits for it (2 s left)"),
                                device(
                                        "virtual:broken",
                                        "midi",
                                        DeviceState.FAILED,
                                        0,
                                        "",
                                        "",
                                        "init failed: no acknowledge"),
                                device(
                                        "virtual:mpu401",
                                        "midi",
                                        DeviceState.RUNNING,
                                        1,
                                        "MIDI",
                                        "miniport.midi 0.1.0",
                                        ""),
                                new DeviceReport(
                                        "virtual:speaker",
                                        "Speaker",
                                        "wavert",
                                        DeviceState.RUNNING,
                                        2,
                                        "48000 Hz 2ch float32",
                                        "miniport.wavert 0.1.0",
                                        10.67,
                                        3,
                                        Instant.EPOCH,
                                        ""))));
    }

    @Test
    void noDevicesIsSaidWithWhatToDo() {
        assertEquals(
                "There are no devices: no adapter has found one.",
                DevicesCommand.lines(List.of()).getFirst());
    }

    @Test
    void whyFindsWhatIsMeantByAPartOfItsName() throws CommandException, InterruptedException {
        FakeHouse house = new FakeHouse(folder);
        house.devices.add(device("virtual:sb16", "wave", DeviceState.IDLE, 0, "", "", ""));
        house.devices.add(device("virtual:sb16/fm", "midi", DeviceState.IDLE, 0, "", "", ""));
        house.devices.add(device("virtual:speaker", "wave", DeviceState.IDLE, 0, "", "", ""));
        house.adapters.add(new FakeAdapter("virtual:sb16", List.of()));
        house.bundles.add(new BundleEntry(5, "adapter.virtual", "1.0.0", "", true, 0));
        List<String> whole =
                List.of(
                        "",
                        "virtual:sb16",
                        "virtual:sb16/fm",
                        "virtual:speaker",
                        "adapter.virtual");
        house.why =
                subject ->
                        List.of(
                                whole.contains(subject)
                                        ? FakeHouse.finding(
                                                Finding.Cause.HEALTHY, "well: " + subject, "")
                                        : FakeHouse.finding(
                                                Finding.Cause.UNKNOWN_SUBJECT,
                                                "no " + subject,
                                                ""));
        assertEquals(List.of("well: virtual:sb16"), why(house, "SB16"));
        assertEquals(List.of("well: virtual:sb16/fm"), why(house, "sb16/fm"));
        assertEquals(List.of("well: virtual:speaker"), why(house, "speak"));
        assertEquals(List.of("well: adapter.virtual"), why(house, "adapt"));
        assertEquals(List.of("well: "), why(house, ""));
        assertEquals(List.of("no foo"), why(house, "foo"));
        CommandException several =
                assertThrows(CommandException.class, () -> why(house, "virtual"));
        assertEquals(
                "\"virtual\" could be any of these; write more of the id:\n"
                        + "    virtual:sb16\n"
                        + "    virtual:speaker\n"
                        + "    adapter.virtual",
                several.getMessage());
    }

    @Test
    void whyNamesTheDeliveredDriverOfADeviceThatHasNone()
            throws CommandException, InterruptedException {
        FakeHouse house = new FakeHouse(folder);
        house.adapters.add(new FakeAdapter("virtual:ac97", List.of("ac97")));
        house.why =
                subject ->
                        List.of(
                                new Finding(
                                        "virtual:ac97",
                                        Finding.Cause.NO_BID,
                                        "No driver.",
                                        "Plug."));
        assertEquals(List.of("No driver.", "  What to do: Plug."), why(house, "virtual:ac97"));
        Jars.bundle(folder.resolve("drivers/miniport.wavepci.jar"), "miniport.wavepci", "1.0.0");
        assertEquals(
                List.of(
                        "No driver.",
                        "  What to do: Plug.",
                        "  `plug miniport.wavepci` does it: that driver is delivered."),
                why(house, "virtual:ac97"));
    }

    private List<String> why(FakeHouse house, String subject)
            throws CommandException, InterruptedException {
        Screen screen = new Screen(folder);
        WhyCommand command = new WhyCommand(house);
        command.run(command.syntax().parse(List.of(subject)), screen.console());
        return screen.lines();
    }

    @Test
    void whySaysWhatAndWhatToDo() throws CommandException, InterruptedException {
        FakeHouse house = new FakeHouse(folder);
        house.why =
                subject ->
                        List.of(
                                FakeHouse.finding(
                                        Finding.Cause.NO_BID,
                                        subject + " has no driver.",
                                        "Plug one in."),
                                FakeHouse.finding(Finding.Cause.HEALTHY, "All else is well.", ""));
        Screen screen = new Screen(folder);
        WhyCommand why = new WhyCommand(house);
        assertEquals(
                ExitStatus.OK, why.run(why.syntax().parse(List.of("virtual:a")), screen.console()));
        assertEquals(
                List.of(
                        "virtual:a has no driver.",
                        "  What to do: Plug one in.",
                        "All else is well."),
                screen.lines());
    }

    @Test
    void whyFailsForWhatIsUnknown() throws CommandException, InterruptedException {
        WhyCommand why = new WhyCommand(new FakeHouse(folder));
        Screen screen = new Screen(folder);
        assertEquals(
                ExitStatus.FAILED, why.run(why.syntax().parse(List.of("nix")), screen.console()));
        assertEquals(List.of("Nothing is known of \"nix\"."), screen.lines());
    }

    @Test
    void theTraceHasTimes() {
        assertEquals(
                List.of(
                        "TIME          EVENT    DEVICE     DRIVER  DETAIL",
                        "00:00:01.250  arrival  virtual:a  -       -",
                        "00:00:01.251  bind     virtual:a  d 1.0   init 0.4 ms, bid 100"),
                TraceCommand.lines(
                        List.of(
                                new TraceEntry(
                                        Instant.ofEpochMilli(1250), "arrival", "virtual:a", "", ""),
                                new TraceEntry(
                                        Instant.ofEpochMilli(1251),
                                        "bind",
                                        "virtual:a",
                                        "d 1.0",
                                        "init 0.4 ms, bid 100")),
                        ZoneOffset.UTC));
        assertEquals(
                List.of("Nothing has happened yet."),
                TraceCommand.lines(List.of(), ZoneOffset.UTC));
    }

    @Test
    void countersHaveLabelAndUnit() {
        List<Counter> counters =
                List.of(
                        new Counter("virtual:a", "late", "late events", "events", 3),
                        new Counter("virtual:b", "sent.bytes", "bytes sent", "bytes", 12345));
        assertEquals(
                List.of(
                        "OWNER      COUNTER      VALUE  UNIT",
                        "virtual:a  late events      3  events",
                        "virtual:b  bytes sent   12345  bytes"),
                StatCommand.lines(counters, ""));
        assertEquals(2, StatCommand.lines(counters, "LATE").size());
        assertEquals(2, StatCommand.lines(counters, "sent*bytes").size());
        assertEquals(2, StatCommand.lines(counters, "virtual:b").size());
        assertEquals(
                List.of("None of the 2 counters has \"x.y\" in its name."),
                StatCommand.lines(counters, "x.y"));
        assertEquals(
                List.of("Nothing counts yet: there is no device with a driver."),
                StatCommand.lines(List.of(), ""));
    }

    private static DeviceReport device(
            String id,
            String kind,
            DeviceState state,
            int clients,
            String format,
            String driver,
            String remark) {
        return new DeviceReport(
                id,
                id,
                kind,
                state,
                clients,
                format,
                driver,
                Double.NaN,
                -1,
                Instant.EPOCH,
                remark);
    }
}
