package portcls.shell.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.client.Filter;
import portcls.api.diag.Finding.Cause;
import portcls.shell.command.CommandException;
import portcls.shell.command.FilterEntry;
import portcls.shell.diag.WhyCommand;
import portcls.shell.fake.FakeFilter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeSpeaker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class DeviceChoiceTest {
    @TempDir Path folder;
    private FakeHouse house;
    private DeviceChoice choice;

    @BeforeEach
    void begin() {
        house = new FakeHouse(folder);
        choice = new DeviceChoice(house, DeviceKind.MIDI, FilterEntry::isMidiRender, "plays MIDI");
        add("virtual:cable", "RENDER", "CAPTURE");
        add("virtual:mpu401", "RENDER");
        add("virtual:keys", "CAPTURE");
    }

    @Test
    void byIdOrByAPartOfIdOrName() throws CommandException, InterruptedException {
        assertEquals("virtual:cable", choice.first().id());
        assertEquals("virtual:mpu401", choice.named("virtual:mpu401").id());
        assertEquals("virtual:mpu401", choice.named("MPU").id());
        assertEquals("virtual:cable", choice.named("name of virtual:c").id());
    }

    @Test
    void aPartThatSeveralHaveIsNotEnough() {
        assertFails(
                "virtual",
                "\"virtual\" could be any of these; write more of the id:\n"
                        + "    virtual:cable  (Name of virtual:cable)\n"
                        + "    virtual:mpu401  (Name of virtual:mpu401)");
    }

    @Test
    void anUnknownOneIsAnsweredWithWhatIsThere() {
        assertFails(
                "usb",
                "No device \"usb\" plays MIDI.\n"
                        + "  What is there:\n"
                        + "    virtual:cable  (Name of virtual:cable)\n"
                        + "    virtual:mpu401  (Name of virtual:mpu401)");
    }

    @Test
    void whereMoreCouldHaveBeenNamedThatIsListedToo() {
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () -> choice.named("usb", FilterEntry::isMidiCapture));
        assertEquals(
                "No device \"usb\" plays MIDI.\n"
                        + "  What is there:\n"
                        + "    virtual:cable  (Name of virtual:cable)\n"
                        + "    virtual:keys  (Name of virtual:keys)\n"
                        + "    virtual:mpu401  (Name of virtual:mpu401)",
                e.getMessage());
    }

    @Test
    void aFindingThatQuotesASentenceEndsWithOneFullStop() {
        assertEquals(
                List.of("It failed: get the file again.", "  What to do: see cd .. and wait…"),
                WhyCommand.lines(
                        List.of(
                                FakeHouse.finding(
                                        Cause.INIT_FAILED,
                                        "It failed: get the file again..",
                                        "see cd .. and wait…"))));
    }

    @Test
    void oneOfAnotherKindIsSaidToBe() {
        house.why = subject -> List.of(FakeHouse.finding(Cause.HEALTHY, subject + " is well.", ""));
        house.filters.removeIf(FilterEntry::isMidiRender);
        assertFails(
                "virtual:keys", "No device \"virtual:keys\" plays MIDI; it is of another kind.");
    }

    @Test
    void oneThatDoesNotWorkIsSaidWhyNot() {
        house.why =
                subject ->
                        List.of(
                                FakeHouse.finding(
                                        Cause.INIT_FAILED,
                                        "No acknowledge came.",
                                        "Look at the cable."));
        house.filters.clear();
        assertFails(
                "virtual:dead",
                "No device \"virtual:dead\" plays MIDI.\n"
                        + "No acknowledge came.\n"
                        + "  What to do: Look at the cable.");
    }

    @Test
    void aCardThatHasMidiAndSoundIsASoundDevice() throws Exception {
        house.filters.clear();
        for (Filter function :
                List.of(
                        new FakeFilter("virtual:card/fm", house.clock),
                        new FakeSpeaker("virtual:card/wave", house.clock))) {
            house.filters.add(
                    new FilterEntry(function, "virtual:card", "driver 1.0", Set.of("RENDER")));
        }
        assertEquals(Optional.of(DeviceKind.SOUND), DeviceChoice.kind(house, "card"));
        assertEquals(Optional.of(DeviceKind.MIDI), DeviceChoice.kind(house, "card/fm"));
    }

    private void add(String id, String... categories) {
        house.filters.add(new FakeFilter(id, house.clock).entry("driver 1.0", categories));
    }

    private void assertFails(String written, String message) {
        CommandException e = assertThrows(CommandException.class, () -> choice.named(written));
        assertEquals(message, e.getMessage());
    }
}
