package portcls.shell.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.diag.Finding.Cause;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeFilter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeRecorder;
import portcls.shell.fake.Jars;
import portcls.shell.fake.Screen;
import portcls.shell.fake.Tunes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code play} on a MIDI device as a whole, on a clock that is moved by hand. */
final class PlayCommandTest {
    @TempDir Path folder;
    private FakeHouse house;
    private Screen screen;
    private FakeFilter filter;
    private FakeRecorder recorder;

    @BeforeEach
    void begin() throws IOException {
        house = new FakeHouse(folder);
        screen = new Screen(folder);
        filter = new FakeFilter("virtual:mpu401", house.clock);
        recorder = new FakeRecorder("virtual:mpu401", "mpu401");
        house.adapters.add(recorder);
        Files.write(folder.resolve("tune.mid"), Tunes.scale(20));
        Jars.bundle(folder.resolve("drivers/miniport.midi.jar"), "miniport.midi", "0.1.0");
        house.life =
                () -> {
                    if (house.filters.isEmpty()
                            && Files.exists(folder.resolve("load/miniport.midi.jar"))) {
                        house.filters.add(filter.entry("miniport.midi 0.1.0", "RENDER"));
                    }
                };
    }

    @Test
    void dropsTheDriverPlaysRecordsAndSaysSo() throws CommandException, InterruptedException {
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertEquals(1, filter.pins().size());
        assertEquals(List.of("begin tune.wav", "end tune.wav"), recorder.recorded());
        List<String> lines = screen.lines();
        assertEquals("song     tune, 0:02, 20 notes", lines.get(0));
        assertEquals("driver   miniport.midi.jar dropped into the running container", lines.get(1));
        assertTrue(
                lines.get(2)
                        .matches(
                                "device   virtual:mpu401 appeared after \\d+ ms, driver"
                                        + " miniport.midi 0.1.0"));
        assertEquals(
                "plays on virtual:mpu401 (Name of virtual:mpu401, miniport.midi 0.1.0)",
                lines.get(3));
        assertEquals("wav      tune.wav", lines.get(4));
        assertTrue(
                lines.get(5)
                        .matches("played   0:02: 20 notes, 43 messages, 0 late, in \\d+\\.\\d s"),
                lines.get(5));
        assertTrue(lines.get(6).startsWith("wrote    " + folder.resolve("tune.wav")));
        assertEquals(7, lines.size());
    }

    @Test
    void aDriverThatIsThereIsUsed() throws CommandException, InterruptedException {
        house.filters.add(filter.entry("other 1.0", "RENDER"));
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertFalse(Files.exists(folder.resolve("load")));
    }

    @Test
    void aDeviceThatIsInUseIsSaidAndNothingPlaysOnIt() {
        house.filters.add(filter.entry("other 1.0", "RENDER"));
        filter.refusal =
                new PortClsException(
                        Status.DEVICE_BUSY, "all instances of pin 0 on the filter are in use");
        assertFails(
                "virtual:mpu401 is in use already.\n"
                        + "  What to do: end what plays on it (`jobs` lists what this shell does),"
                        + " or choose another device with --device; `devices` lists them.",
                "tune.mid");
        assertFalse(screen.out().contains("plays on"), screen.out());
    }

    @Test
    void aDriverThatDoesNotComeIsSaidWhy() {
        house.life = () -> {};
        house.why =
                subject ->
                        List.of(
                                FakeHouse.finding(
                                        Cause.INIT_FAILED, "No acknowledge came.", "Look there."));
        assertFails(
                "No device that plays MIDI came within 20 s.\n"
                        + "No acknowledge came.\n"
                        + "  What to do: Look there.",
                "tune.mid");
    }

    @Test
    void aMissingDriverIsSaid() throws IOException {
        Files.delete(folder.resolve("drivers/miniport.midi.jar"));
        assertFails(
                "The driver miniport.midi is not in "
                        + folder.resolve("drivers")
                        + ".\n"
                        + "  What to do: put its jar there, or plug a driver in with `plug JAR`.",
                "tune.mid");
    }

    @Test
    void withoutASongTheHousePlaysItsOwn() throws CommandException, InterruptedException {
        assertEquals(ExitStatus.OK, play("--fast"));
        assertEquals(
                List.of("begin portcls-demo.wav", "end portcls-demo.wav"), recorder.recorded());
    }

    @Test
    void whatIsNoSongIsRefusedBeforeAnythingHappens() throws IOException {
        Files.writeString(folder.resolve("text.mid"), "no song at all");
        CommandException e = assertThrows(CommandException.class, () -> play("text.mid"));
        assertTrue(String.valueOf(e.getMessage()).contains("is no MIDI file"), e.getMessage());
        assertEquals(1, e.status().code());
        assertFalse(Files.exists(folder.resolve("load")));
        assertEquals("", screen.out());
    }

    @Test
    void aSongThatIsCutOffPlaysAsFarAsItIsSound()
            throws IOException, CommandException, InterruptedException {
        byte[] whole = Tunes.scale(20);
        Files.write(folder.resolve("cut.mid"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertEquals(ExitStatus.OK, play("cut.mid", "--fast"));
        assertTrue(screen.errors().getFirst().startsWith("warning: "), screen.errors().toString());
    }

    @Test
    void aFileThatCannotBeIsRefused() {
        assertFails(
                "There is no folder none for a.wav.\n"
                        + "  What to do: make it, or name another file with --wav FILE.",
                "tune.mid",
                "--wav",
                "none/a.wav");
        assertFails(
                "tune.mid is the song itself.\n  What to do: name another file with --wav FILE.",
                "tune.mid",
                "--wav",
                "tune.mid");
        assertFails(
                "drivers is a folder.\n  What to do: name a file with --wav FILE.",
                "tune.mid",
                "--wav",
                "drivers");
    }

    @Test
    void aDeviceWithoutSoundIsAFailureOnlyWhenSoundWasAskedFor()
            throws CommandException, InterruptedException {
        house.adapters.clear();
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertTrue(
                screen.lines()
                        .contains(
                                "wav      none: virtual:mpu401 cannot be recorded: its sound does"
                                        + " not come by here"));
        assertFails(
                "virtual:mpu401 cannot be recorded: its sound does not come by here.\n"
                        + "  What to do: leave --wav out, or choose another device with --device.",
                "tune.mid",
                "--wav",
                "a.wav");
    }

    @Test
    void aFileThatNobodyNamedIsNeverWrittenOver() throws Exception {
        Files.writeString(folder.resolve("tune.wav"), "mine");
        Files.writeString(folder.resolve("tune-2.wav"), "mine, too");
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertEquals(List.of("begin tune-3.wav", "end tune-3.wav"), recorder.recorded());
        assertTrue(screen.lines().contains("wav      tune-3.wav"), screen.out());
        assertEquals("mine", Files.readString(folder.resolve("tune.wav")));
        assertEquals("mine, too", Files.readString(folder.resolve("tune-2.wav")));

        assertEquals(ExitStatus.OK, play("tune.mid", "--fast", "--wav", "tune.wav"));
        assertEquals(
                "no sound", Files.readString(folder.resolve("tune.wav")), "that one was named");
    }

    @Test
    void aRecordingWithoutAFrameLeavesNoFileThatNobodyNamed() throws Exception {
        recorder.frames = 0;
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertFalse(Files.exists(folder.resolve("tune.wav")));
        assertEquals("wav      none: nothing was recorded", screen.lines().getLast());
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast", "--wav", "a.wav"));
        assertTrue(Files.exists(folder.resolve("a.wav")));
    }

    @Test
    void aSecondSongOnTheSameDevicePlaysUnrecordedUnlessAFileWasNamed() throws Exception {
        recorder.busy = true;
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertTrue(
                screen.lines()
                        .contains(
                                "wav      none: virtual:mpu401 is being recorded to other.wav"
                                        + " already; it plays unrecorded"),
                screen.out());
        assertFalse(Files.exists(folder.resolve("tune.wav")));
        assertFails(
                "virtual:mpu401 is being recorded to other.wav already.\n"
                        + "  What to do: wait until the other one has ended, or leave --wav out.",
                "tune.mid",
                "--wav",
                "a.wav");
    }

    @Test
    void fastNeedsAClockThatIsMovedByHand() {
        house.masterClock = new RealClock();
        assertFails(
                "--fast needs a container whose clock is moved by hand, and this one keeps real"
                        + " time.\n"
                        + "  What to do: run  ./portcls play --fast  from the command line.",
                "--fast");
    }

    private ExitStatus play(String... words) throws CommandException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--device", "virtual:mpu401"));
        PlayCommand play = new PlayCommand(house);
        return play.run(play.syntax().parse(all), screen.console());
    }

    private void assertFails(String message, String... words) {
        CommandException e = assertThrows(CommandException.class, () -> play(words));
        assertEquals(message, e.getMessage());
    }

    private static final class RealClock implements MasterClock {
        @Override
        public long getTime() {
            return 0;
        }

        @Override
        public Alarm newAlarm(String name, Runnable routine) {
            throw new UnsupportedOperationException();
        }
    }
}
