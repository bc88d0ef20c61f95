package portcls.shell.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.DevicePowerState;
import portcls.api.PortClass;
import portcls.api.ks.FilterDescriptor;
import portcls.api.power.IdleSettings;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.UsageException;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeMixer;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Two devices that sleep and wake. */
class PowerCommandTest {
    @TempDir Path folder;

    private FakeHouse house;
    private Screen screen;

    @BeforeEach
    void devices() {
        house = new FakeHouse(folder);
        house.power.states.put("virtual:speaker", DevicePowerState.D0);
        house.power.states.put("virtual:sb16", DevicePowerState.D3);
        screen = new Screen(folder);
    }

    private ExitStatus run(String... words) throws Exception {
        PowerCommand command = new PowerCommand(house, ZoneOffset.UTC);
        return command.run(command.syntax().parse(List.of(words)), screen.console());
    }

    @Test
    void itListsAllDevices() throws Exception {
        house.power.idle =
                new IdleSettings(
                        Duration.ZERO, Duration.ofSeconds(300), DevicePowerState.D2, false);
        assertEquals(ExitStatus.OK, run());
        assertEquals(
                List.of(
                        "DEVICE           STATE  SINCE     SLEEPS WHEN IDLE    WHY",
                        "virtual:sb16     D3     00:00:00  after 300 s, to D2  as the test wants",
                        "virtual:speaker  D0     00:00:00  after 300 s, to D2  as the test wants"),
                screen.lines());
    }

    @Test
    void oneIsBroughtToSleep() throws Exception {
        assertEquals(ExitStatus.OK, run("speaker", "d3"));
        assertEquals(DevicePowerState.D3, house.power.states.get("virtual:speaker"));
        assertTrue(screen.out().contains("virtual:speaker  D3"), screen.out());
    }

    @Test
    void allSleepAndWake() throws Exception {
        assertEquals(ExitStatus.OK, run("suspend"));
        assertTrue(screen.out().contains("2 devices sleep"), screen.out());
        assertEquals(ExitStatus.OK, run());
        assertTrue(screen.out().contains("The machine sleeps"), screen.out());
        assertEquals(ExitStatus.OK, run("resume"));
        assertEquals(DevicePowerState.D0, house.power.states.get("virtual:sb16"));
        assertEquals("All devices are awake", screen.lines().getLast());
    }

    @Test
    void aFunctionStandsForItsDevice() throws Exception {
        FilterDescriptor fm = FilterDescriptor.builder("FM").build();
        house.filters.add(
                new FakeMixer("virtual:sb16/fm", PortClass.TOPOLOGY, fm).entry("virtual:sb16"));
        assertEquals(ExitStatus.OK, run("sb16/fm", "D2"));
        assertEquals(DevicePowerState.D2, house.power.states.get("virtual:sb16"));
        assertEquals(
                "virtual:sb16/fm is a function of virtual:sb16, which sleeps and wakes as a whole.",
                screen.lines().getFirst());
        CommandException none = assertThrows(CommandException.class, () -> run("sb16/x", "D3"));
        assertEquals(
                "virtual:sb16 has no function \"x\"; it has fm.\n"
                        + "  What to do: name one of them, or the device alone: virtual:sb16",
                none.getMessage());
        assertEquals(DevicePowerState.D2, house.power.states.get("virtual:sb16"));
    }

    @Test
    void oneCommandSaysThatNothingSleepsAfterIt() throws Exception {
        house.endsWithCommand = true;
        assertEquals(ExitStatus.OK, run());
        assertEquals(ExitStatus.OK, run("speaker"));
        CommandException e = assertThrows(CommandException.class, () -> run("speaker", "D3"));
        assertEquals(
                "A device sleeps as long as the container runs, and this one ends with the"
                        + " command.\n"
                        + "  What to do: `./portcls` opens the shell; `power speaker D3` there.",
                e.getMessage());
        assertThrows(CommandException.class, () -> run("suspend"));
        assertEquals(DevicePowerState.D0, house.power.states.get("virtual:speaker"));
    }

    @Test
    void whatDidNotGoWellIsSaid() throws Exception {
        house.power.troubles.add("virtual:sb16 hangs");
        assertEquals(ExitStatus.FAILED, run("suspend"));
        assertTrue(screen.errors().getFirst().contains("virtual:sb16 hangs"));
    }

    @Test
    void whatIsWrittenWrongIsSaid() {
        assertThrows(UsageException.class, () -> run("speaker", "D4"));
        assertThrows(UsageException.class, () -> run("suspend", "D3"));
        CommandException several = assertThrows(CommandException.class, () -> run("virtual"));
        assertTrue(String.valueOf(several.getMessage()).contains("could be any of these"));
        CommandException none = assertThrows(CommandException.class, () -> run("nothing"));
        assertTrue(String.valueOf(none.getMessage()).contains("no device \"nothing\""));
    }
}
