package portcls.shell.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiMessages;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeFilter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeMusicPin;
import portcls.shell.fake.FakePin;
import portcls.shell.fake.FakeRecorder;
import portcls.shell.fake.FakeSpeaker;
import portcls.shell.fake.FakeSynth;
import portcls.shell.fake.Jars;
import portcls.shell.fake.RealClock;
import portcls.shell.fake.Screen;
import portcls.shell.fake.Tunes;
import portcls.song.play.SongFeed;
import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code play} through a synthesizer, on a clock that is moved by hand. */
final class PlaySynthTest {
    private static final String STAYS = "the output that it had";

    @TempDir Path folder;
    private FakeHouse house;
    private Screen screen;
    private FakeSynth synth;
    private FakeSpeaker speaker;

    @BeforeEach
    void begin() throws IOException {
        house = new FakeHouse(folder);
        screen = new Screen(folder);
        synth = new FakeSynth("synth:gervill", house.clock);
        speaker = new FakeSpeaker("virtual:speaker", house.clock);
        Files.write(folder.resolve("tune.mid"), Tunes.scale(20));
        Jars.bundle(folder.resolve("drivers/miniport.dmus.jar"), "miniport.dmus", "0.1.0");
        Jars.bundle(folder.resolve("drivers/miniport.wavert.jar"), "miniport.wavert", "0.1.0");
        house.life =
                () -> {
                    come("miniport.dmus", synth.entry());
                    come("miniport.wavert", speaker.entry());
                };
    }

    @Test
    void bothDriversAreDroppedAndTheSynthesizerPlaysToTheWaveDevice() throws Exception {
        assertEquals(ExitStatus.OK, play("tune.mid"));
        List<String> lines = screen.lines();
        assertEquals("song     tune, 0:02, 20 notes", lines.get(0));
        assertEquals("driver   miniport.dmus.jar dropped into the running container", lines.get(1));
        assertTrue(lines.get(2).startsWith("device   synth:gervill appeared after"), lines.get(2));
        assertEquals(
                "driver   miniport.wavert.jar dropped into the running container", lines.get(3));
        assertEquals(
                List.of(
                        "plays on synth:gervill (Name of synth:gervill, miniport.dmus 0.1.0)",
                        "heard on virtual:speaker (Name of virtual:speaker, driver 1.0)"),
                lines.subList(5, 7));
        assertTrue(
                lines.get(8).startsWith("played   0:02: 20 notes, 43 messages, 0 late"),
                lines.get(8));
        assertEquals(64, synth.pins().getFirst().voices(), "without them it is silent");
        assertTrue(synth.pins().getFirst().isClosed());
    }

    @Test
    void everyMessageIsStampedFromTheLatencyClock() throws Exception {
        everythingIsThere();
        assertEquals(ExitStatus.OK, play("tune.mid"));
        List<FakePin.Sent> played = synth.pins().getFirst().played();
        long first = FakeSynth.LATENCY + SongFeed.LEAD_100NS;
        assertEquals(first, played.getFirst().time100ns() - began());
        assertEquals(
                ReferenceTime.millis(Tunes.STEP),
                played.get(5).time100ns() - played.get(3).time100ns());
    }

    @Test
    void theOutputIsThatDeviceWhileItPlaysAndThenWhatItWas() throws Exception {
        everythingIsThere();
        synth.output = STAYS;
        assertEquals(ExitStatus.OK, play("tune.mid", "--device", "virtual:speaker"));
        assertEquals(List.of("virtual:speaker", STAYS), synth.outputs());
    }

    @Test
    void aSecondSongDoesNotTakeTheFirstOneToAnotherDevice() {
        everythingIsThere();
        synth.playing = "virtual:ac97";
        assertFails(
                "synth:gervill is heard on virtual:ac97 now, and a synthesizer is heard on one"
                        + " device at a time.\n"
                        + "  What to do: play on --device virtual:ac97, too, wait for the end of"
                        + " what plays there, or take another synthesizer (--synth).",
                "tune.mid",
                "--device",
                "virtual:speaker");
        assertEquals(List.of(), synth.outputs());
    }

    @Test
    void theDeviceThatIsSaidToAppearIsTheOneThatIsUsed() throws Exception {
        FakeSpeaker best = new FakeSpeaker("alsa:hw:0", house.clock);
        FakeSynth other = new FakeSynth("synth:fluidsynth", house.clock);
        house.life =
                () -> {
                    come("miniport.dmus", other.entry());
                    come("miniport.dmus", synth.entry());
                    come("miniport.wavert", speaker.entry());
                    come("miniport.wavert", best.entry());
                };
        assertEquals(ExitStatus.OK, play("tune.mid"));
        List<String> appeared =
                screen.lines().stream()
                        .filter(l -> l.startsWith("device   "))
                        .map(l -> l.substring(9, l.indexOf(" appeared")))
                        .toList();
        assertEquals(List.of("synth:gervill", "alsa:hw:0"), appeared);
    }

    @Test
    void aNameThatNothingHasIsAnsweredWithAllThatPlays() {
        everythingIsThere();
        house.filters.add(
                new FakeFilter("virtual:mpu401", house.clock).entry("driver 1.0", "RENDER"));
        assertFails(
                "No device \"nosuch\" plays MIDI.\n"
                        + "  What is there:\n"
                        + "    synth:gervill  (Name of synth:gervill)\n"
                        + "    virtual:mpu401  (Name of virtual:mpu401)\n"
                        + "    virtual:speaker  (Name of virtual:speaker)",
                "tune.mid",
                "--device",
                "nosuch");
    }

    @Test
    void theOutputThatItIsConfiguredForIsKept() throws Exception {
        everythingIsThere();
        house.filters.add(new FakeSpeaker("virtual:other", house.clock).entry());
        synth.output = "virtual:other";
        assertEquals(ExitStatus.OK, play("tune.mid"));
        assertEquals(ExitStatus.OK, play("tune.mid", "--device", "synth:gervill"));
        assertEquals(List.of(), synth.outputs());
        assertEquals(
                2,
                screen.lines().stream()
                        .filter(l -> l.startsWith("heard on virtual:other (Name of virtual:other"))
                        .count(),
                screen.out());
    }

    @Test
    void anOutputThatIsNotThereIsSaidAndKept() throws Exception {
        everythingIsThere();
        synth.output = "nosuch";
        assertEquals(ExitStatus.OK, play("tune.mid"));
        assertEquals(List.of(), synth.outputs());
        assertTrue(
                screen.lines().contains("heard on nothing now: nosuch is not there"), screen.out());
    }

    @Test
    void anOutputThatSomebodySetMeanwhileStays() throws Exception {
        everythingIsThere();
        house.clock.at(ReferenceTime.millis(1500), () -> synth.output = "virtual:mine");
        assertEquals(ExitStatus.OK, play("tune.mid", "--device", "virtual:speaker"));
        assertEquals(List.of("virtual:speaker"), synth.outputs());
        assertEquals("virtual:mine", synth.output);
    }

    @Test
    void aSynthesizerThatComesBackIsSetUpAsBeforeAndTheSongGoesOn() throws Exception {
        everythingIsThere();
        byte[] bank = {1, 2, 3};
        Files.write(folder.resolve("gm.sf2"), bank);
        FakeSynth fresh = new FakeSynth("synth:gervill", house.clock);
        house.life = () -> {};
        house.clock.at(
                ReferenceTime.millis(1000),
                () -> {
                    synth.remove("its bundle stopped");
                    house.filters.remove(0);
                });
        house.clock.at(ReferenceTime.millis(1500), () -> house.filters.add(fresh.entry()));

        assertEquals(ExitStatus.OK, play("tune.mid", "--bank", "gm.sf2"));

        assertArrayEquals(bank, synth.downloads().getFirst());
        assertArrayEquals(bank, fresh.downloads().getFirst());
        assertEquals(List.of("virtual:speaker", ""), fresh.outputs());
        assertTrue(screen.out().contains("back     synth:gervill"), screen.out());
        assertTrue(screen.out().contains("played   0:02: 20 notes"), screen.out());
    }

    @Test
    void aWaveDeviceThatGoesIsToldAndTheSongGoesOn() throws Exception {
        everythingIsThere();
        Files.write(folder.resolve("long.mid"), Tunes.scale(60));
        house.clock.at(ReferenceTime.millis(2500), () -> synth.playing = "");
        house.clock.at(
                ReferenceTime.millis(4500),
                () -> {
                    synth.playing = "virtual:speaker";
                    synth.lost = 88_200;
                });
        assertEquals(ExitStatus.OK, play("long.mid"));
        List<String> told =
                screen.lines().stream().filter(l -> l.matches("(gone|back) .*")).toList();
        assertEquals(
                List.of(
                        "gone     virtual:speaker at 0:02; the song goes on unheard until one is"
                                + " there",
                        "back     virtual:speaker at 0:04, 88200 frames lost"),
                told);
        assertTrue(screen.out().contains("60 notes, 123 messages"), screen.out());
        assertTrue(
                screen.lines()
                        .contains(
                                "lost     88200 frames of the sound were not heard: the wave device"
                                        + " was away, or the machine too busy"),
                screen.out());
    }

    @Test
    void aBankThatIsNoneEndsItBeforeANoteSounds() throws Exception {
        everythingIsThere();
        Files.writeString(folder.resolve("text.sf2"), "no bank at all");
        synth.refusal = new PortClsException(Status.INVALID_PARAMETER, "it begins with \"no b\"");
        assertFails(
                "text.sf2 cannot be used as instruments of synth:gervill: it begins with \"no"
                        + " b\".\n"
                        + "  What to do: give a SoundFont (.sf2) or a DLS bank (.dls).",
                "tune.mid",
                "--bank",
                "text.sf2");
        assertTrue(synth.pins().getFirst().isClosed());
        assertEquals(List.of(), synth.pins().getFirst().played());
        assertFails(
                "There is no file none.sf2.\n  What to do: check the name.",
                "tune.mid",
                "--bank",
                "none.sf2");
        assertFails(
                "drivers is no regular file.\n"
                        + "  What to do: give a SoundFont (.sf2) or a DLS bank (.dls).",
                "tune.mid",
                "--bank",
                "drivers");
    }

    @Test
    void aSongThatDoesNotBeginLeavesNoFile() throws Exception {
        everythingIsThere();
        FakeRecorder recorder = new FakeRecorder("virtual:speaker", "wave-engine");
        house.adapters.add(recorder);
        Files.writeString(folder.resolve("text.sf2"), "no bank at all");
        synth.refusal = new PortClsException(Status.INVALID_PARAMETER, "it is none");
        assertThrows(CommandException.class, () -> play("tune.mid", "--bank", "text.sf2"));
        assertFalse(Files.exists(folder.resolve("tune.wav")));
        assertEquals(List.of(), recorder.recorded());
    }

    @Test
    void aSynthesizerThatIsNotThereIsSaidWithHowToGetIt() {
        everythingIsThere();
        String missing =
                "There is no synth:fluidsynth: its library libfluidsynth was not found here.\n"
                        + "  What to do: install it (Debian, Ubuntu: apt-get install"
                        + " libfluidsynth3; macOS: brew install fluid-synth), or leave --synth"
                        + " out.";
        assertFails(missing, "tune.mid", "--synth", "fluidsynth");
        assertFails(missing, "tune.mid", "--device", "synth:fluidsynth");
        assertFails(
                "--synth must be one of gervill, fluidsynth: synth=moog\n"
                        + "  What to do: for another synthesizer use --device ID",
                "tune.mid",
                "--synth",
                "moog");
    }

    @Test
    void renderWritesTheSongAndItsLastSoundAndNothingIsPlayed() throws Exception {
        everythingIsThere();
        house.masterClock = new RealClock(house.clock);
        assertEquals(ExitStatus.OK, play("tune.mid", "--render", "out.wav"));
        try (WavReader wav = WavReader.open(folder.resolve("out.wav"))) {
            assertEquals(WaveFormat.pcm(44_100, 16, 2), wav.format());
            // Two seconds of song, one of hum, a quarter of silence, and what a block rounds up.
            assertEquals(2 + 1 + 0.25, wav.frames() / 44_100.0, 0.1);
        }
        assertEquals(List.of(), synth.outputs());
        assertTrue(
                screen.lines().stream()
                        .anyMatch(
                                l ->
                                        l.matches(
                                                "rendered 0:03 of sound in \\d+\\.\\d s \\(.*"
                                                        + " times real time\\)")),
                screen.out());
        FakeMusicPin pin = synth.pins().getFirst();
        assertEquals(43, pin.played().size());
        assertEquals(0, pin.played().getFirst().time100ns() - FakeSynth.LATENCY, "no lead");
    }

    @Test
    void fastIsToRender() throws Exception {
        everythingIsThere();
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertTrue(Files.exists(folder.resolve("tune.wav")));
        assertTrue(screen.out().contains("rendered 0:03"), screen.out());
        byte[] first = Files.readAllBytes(folder.resolve("tune.wav"));
        assertEquals(ExitStatus.OK, play("tune.mid", "--fast"));
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("tune.wav")), "nobody named it");
        assertTrue(Files.exists(folder.resolve("tune-2.wav")));
    }

    @Test
    void aFormatThatItDoesNotRenderIsSaid() {
        everythingIsThere();
        assertFails(
                "synth:gervill does not render 96000 Hz 2ch int24; it renders 32 bits (float) at"
                        + " 44100 Hz.\n"
                        + "  What to do: leave out --rate and --bits, or choose others.",
                "tune.mid",
                "--render",
                "out.wav",
                "--rate",
                "96000",
                "--bits",
                "24");
        assertFalse(Files.exists(folder.resolve("out.wav")));
        assertFails(
                "play: --bits must be 16, 24 or 32 (float): bits=12",
                "tune.mid",
                "--render",
                "out.wav",
                "--bits",
                "12");
    }

    @Test
    void aRenderingWhoseSynthesizerGoesKeepsWhatThereIs() throws Exception {
        everythingIsThere();
        house.clock.at(ReferenceTime.millis(1000), () -> synth.remove("its bundle stopped"));
        assertFails(
                "The rendering ended early: its bundle stopped.\n"
                        + "  What was rendered until then is in out.wav.",
                "tune.mid",
                "--render",
                "out.wav");
        try (WavReader wav = WavReader.open(folder.resolve("out.wav"))) {
            assertEquals(1, wav.frames() / 44_100.0, 0.1);
        }
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws Exception {
        everythingIsThere();
        Files.writeString(folder.resolve("a.wav"), "RIFF....WAVE");
        assertFails(
                "play: --bank is for songs, and this is a WAV file\n  What to do: leave it out",
                "a.wav",
                "--bank",
                "gm.sf2");
        assertFails(
                "play: --rate is for --render; a device has its own\n  What to do: leave it out",
                "tune.mid",
                "--rate",
                "48000");
        assertFails(
                "play: --render writes a file with a synthesizer, and --device virtual:speaker is"
                        + " none\n  What to do: leave --device out",
                "tune.mid",
                "--render",
                "o.wav",
                "--device",
                "virtual:speaker");
        assertFails(
                "tune.mid is the song itself.\n"
                        + "  What to do: name another file with --render OUT.wav.",
                "tune.mid",
                "--render",
                "tune.mid");
    }

    /** When the stream of the first pin began, in master time: its first message tells. */
    private long began() {
        return synth.pins().getFirst().played().stream()
                        .filter(sent -> MidiMessages.length(sent.bytes()[0] & 0xFF) == 2)
                        .findFirst()
                        .orElseThrow()
                        .time100ns()
                - FakeSynth.LATENCY
                - SongFeed.LEAD_100NS;
    }

    private void everythingIsThere() {
        house.filters.add(synth.entry());
        house.filters.add(speaker.entry());
    }

    private void come(String driver, portcls.shell.command.FilterEntry entry) {
        boolean isThere = house.filters.stream().anyMatch(e -> e.id().equals(entry.id()));
        if (!isThere && Files.exists(folder.resolve("load/" + driver + ".jar"))) {
            house.filters.add(entry);
        }
    }

    private ExitStatus play(String... words) throws CommandException, InterruptedException {
        PlayCommand play = new PlayCommand(house);
        return play.run(play.syntax().parse(List.of(words)), screen.console());
    }

    private void assertFails(String message, String... words) {
        CommandException e = assertThrows(CommandException.class, () -> play(words));
        assertEquals(message, e.getMessage());
    }
}
