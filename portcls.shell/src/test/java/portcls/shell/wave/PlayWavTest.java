package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.Status;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeSpeaker;
import portcls.shell.fake.FakeWavePin;
import portcls.shell.play.PlayCommand;
import portcls.wav.SoundMeter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code play} with WAV files. */
final class PlayWavTest {
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);

    @TempDir Path folder;
    private WaveStage stage;

    @BeforeEach
    void begin() {
        stage = new WaveStage(folder);
    }

    @Test
    void inItsOwnFormatAFileIsPlayedBitByBit() throws Exception {
        Path file = stage.sine("a.wav", CD, 100_000);
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        FakeWavePin pin = stage.speaker.pin();
        assertEquals(CD, pin.format());
        assertArrayEquals(WaveStage.read(file), pin.samples());
        assertTrue(pin.isClosed());
        List<String> lines = stage.screen.lines();
        assertEquals("sound    a.wav, 0:02, 44100 Hz 2ch int16", lines.get(0));
        assertEquals(
                "plays on virtual:speaker (Name of virtual:speaker, driver 1.0)", lines.get(1));
        assertEquals(
                "format   44100 Hz 2ch int16, 4 packets of 882 frames (80.0 ms)", lines.get(2));
        assertTrue(
                lines.get(3)
                        .matches(
                                "played   0:02: 0 glitches, 0 frames lost, 0 gaps, latency 21.3"
                                        + " ms, in \\d+\\.\\d s"),
                lines.get(3));
        assertEquals(4, lines.size());
    }

    @Test
    void inRealTimeItIsTheSame() throws Exception {
        Path file = stage.sine("a.wav", CD, 100_000);
        stage.realTime();
        assertEquals(ExitStatus.OK, play("a.wav", "--buffer", "20"));
        assertArrayEquals(WaveStage.read(file), stage.speaker.pin().samples());
        assertEquals(220, stage.speaker.pin().packetFrames());
    }

    @Test
    void aSoundThatEndsWithAPacketEndsThere() throws Exception {
        Path file = stage.sine("a.wav", CD, 882 * 6);
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        assertArrayEquals(WaveStage.read(file), stage.speaker.pin().samples());
    }

    @Test
    void aSoundShorterThanTheBufferIsPlayed() throws Exception {
        Path file = stage.sine("a.wav", CD, 100);
        stage.realTime();
        assertEquals(ExitStatus.OK, play("a.wav"));
        assertArrayEquals(WaveStage.read(file), stage.speaker.pin().samples());
    }

    @Test
    void anotherRateAndOtherChannelsAreConvertedAndSaid() throws Exception {
        stage.speaker.only(WaveFormat.float32(48_000, 2));
        stage.sine("a.wav", WaveFormat.pcm(44_100, 16, 1), 44_100 * 2);
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        float[] samples = stage.speaker.pin().samples();
        assertEquals(96_000, samples.length / 2, 100);
        for (int channel = 0; channel < 2; channel++) {
            float[] middle = Arrays.copyOfRange(samples, 9600, samples.length - 9600);
            SoundMeter meter = WaveStage.meter(middle, 2, 48_000);
            assertEquals(1000, meter.frequency(channel), 0.1);
            assertEquals(0.5, meter.peak(channel), 0.01);
            assertEquals(0.5 / Math.sqrt(2), meter.rms(channel), 0.005);
        }
        assertEquals(
                "format   48000 Hz 2ch float32, 4 packets of 960 frames (80.0 ms); rate from 44100"
                        + " Hz by the JDK's windowed sinc, one channel on all 2, samples from"
                        + " int16",
                stage.screen.lines().get(2));
    }

    @Test
    void theRateOfTheFileIsKeptWhereOnlyTheSamplesDiffer() throws Exception {
        stage.speaker.only(WaveFormat.pcm(44_100, 24, 2));
        Path file = stage.sine("a.wav", CD, 5000);
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        assertArrayEquals(WaveStage.read(file), stage.speaker.pin().samples());
        assertTrue(
                stage.screen.lines().get(2).endsWith("; samples from int16"), stage.screen.out());
    }

    @Test
    void aDriverThatIsExchangedIsToldWithTheGap() throws Exception {
        Path file = stage.sine("a.wav", CD, 100_000);
        FakeSpeaker speaker = stage.speaker;
        Removal cause =
                new Removal(
                        RemovalReason.ORDERLY,
                        "its driver was stopped",
                        stage.house.clock.instant());
        stage.house.clock.at(ReferenceTime.seconds(1), () -> speaker.pin().hold(cause));
        stage.house.clock.at(ReferenceTime.seconds(1.5), () -> speaker.pin().goOn());
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        assertArrayEquals(WaveStage.read(file), speaker.pin().samples());
        assertTrue(
                stage.screen
                        .out()
                        .contains(
                                "gone     virtual:speaker at 0:01: its driver was let go; waiting"
                                        + " 5 s for it to come back\n"),
                stage.screen.out());
        assertTrue(
                stage.screen
                        .out()
                        .contains(
                                "back     virtual:speaker with driver 1.0 after 500.0 ms; gap 22050"
                                        + " frames\n"),
                stage.screen.out());
        assertTrue(stage.screen.out().contains(" 1 gap, "), stage.screen.out());
    }

    @Test
    void aDeviceThatGoesEndsTheSound() throws Exception {
        stage.sine("a.wav", CD, 100_000);
        stage.realTime();
        stage.house.clock.at(
                ReferenceTime.seconds(2), () -> stage.speaker.remove("it was pulled out"));
        assertEquals(ExitStatus.FAILED, play("a.wav"));
        assertEquals(List.of("The sound ended early: it was pulled out."), stage.screen.errors());
        assertTrue(stage.screen.out().contains("stopped  at 0:01 of 0:02: "), stage.screen.out());
        assertTrue(stage.speaker.pin().isClosed());
    }

    @Test
    void aDeviceThatStandsStillEndsTheSound() throws Exception {
        stage.sine("a.wav", CD, 100_000);
        stage.speaker.pace = 0;
        assertEquals(ExitStatus.FAILED, play("a.wav", "--fast"));
        assertEquals(
                List.of(
                        "The sound ended early: virtual:speaker stands still after 0 frames; `why"
                                + " virtual:speaker` says more."),
                stage.screen.errors());
    }

    @Test
    void anInterruptFadesOut() throws Exception {
        stage.sine("a.wav", CD, 441_000);
        stage.realTime();
        Thread command = Thread.currentThread();
        stage.house.clock.at(
                ReferenceTime.seconds(1),
                () -> {
                    command.interrupt();
                    waitUntilNoted(command);
                });
        assertEquals(ExitStatus.INTERRUPTED, play("a.wav"));
        float[] samples = stage.speaker.pin().samples();
        assertTrue(samples.length < 441_000 * 2, "it ended early");
        SoundMeter end =
                WaveStage.meter(
                        Arrays.copyOfRange(samples, samples.length - 20, samples.length),
                        2,
                        44_100);
        assertEquals(0, end.peak(0), 0.01, "it faded");
        assertTrue(stage.speaker.pin().isClosed());
        assertFalse(Thread.interrupted());
    }

    @Test
    void aDeviceThatCannotBeOpenedSaysWhyAndWhatToDo() throws Exception {
        stage.sine("a.wav", CD, 100);
        stage.speaker.refuse(Status.DEVICE_BUSY, "another program has it");
        stage.assertFails(
                "virtual:speaker is in use: another program has it.\n"
                        + "  What to do: end what plays on it (`jobs` lists what this shell does),"
                        + " or choose another device with --device; `devices` lists them.",
                PlayCommand::new,
                "a.wav");
        stage.speaker.refuse(
                Status.DEVICE_BUSY,
                "all instances of pin 0 on the filter are in use; close one first: current=1,"
                        + " possible=1");
        stage.assertFails(
                "virtual:speaker is in use already.\n"
                        + "  What to do: end what plays on it (`jobs` lists what this shell does),"
                        + " or choose another device with --device; `devices` lists them.",
                PlayCommand::new,
                "a.wav");
        assertFalse(stage.screen.out().contains("plays on"), stage.screen.out());
        stage.speaker.refuse(Status.IO_DEVICE_ERROR, "no answer");
        stage.assertFails(
                "virtual:speaker cannot be opened: no answer\n"
                        + "  What to do: `why virtual:speaker` says more; or choose another device"
                        + " with --device.",
                PlayCommand::new,
                "a.wav");
        stage.speaker.refuse(Status.NO_MATCH, "nothing fits");
        stage.assertFails(
                "virtual:speaker does not have 44100 Hz 2ch int16, nor anything that it can be"
                        + " converted to.\n"
                        + "  What it has: float of 32 bits, 8000 … 96000 Hz, up to 8 channels; int"
                        + " of 8 … 32 bits, 8000 … 96000 Hz, up to 8 channels\n"
                        + "  What to do: choose one of these, or choose another device with"
                        + " --device.",
                PlayCommand::new,
                "a.wav");
    }

    @Test
    void anUnknownDeviceIsAnsweredWithWhatIsThere() throws Exception {
        stage.sine("a.wav", CD, 100);
        stage.assertFails(
                "No device \"usb\" plays sound.\n"
                        + "  What is there:\n"
                        + "    virtual:speaker  (Name of virtual:speaker)",
                PlayCommand::new,
                "a.wav",
                "--device",
                "usb");
    }

    @Test
    void theBestRealDeviceIsTaken() throws Exception {
        stage.sine("a.wav", CD, 100);
        for (String id :
                List.of(
                        "virtual:cable",
                        "jdk:default",
                        "alsa:default",
                        "alsa:hw:0",
                        "jack:system")) {
            FakeSpeaker better = new FakeSpeaker(id, stage.house.clock);
            stage.house.filters.add(better.entry());
            stage.realTime();
            assertEquals(ExitStatus.OK, play("a.wav"));
            assertEquals(id.equals("virtual:cable") ? 0 : 1, better.pins().size(), id);
        }
        stage.house.masterClock = stage.house.clock;
        assertEquals(ExitStatus.OK, play("a.wav", "--fast"));
        assertEquals(2, stage.speaker.pins().size(), "only virtual devices follow such a clock");
    }

    @Test
    void whatIsWrongWithAFileIsSaid() throws Exception {
        byte[] whole = Files.readAllBytes(stage.sine("a.wav", CD, 10_000));
        Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals(ExitStatus.OK, play("cut.wav", "--fast"));
        assertTrue(
                stage.screen.errors().getFirst().startsWith("warning: "),
                stage.screen.errors().toString());
        assertEquals(
                (whole.length / 2 - (whole.length - 40_000)) / 4 * 2,
                stage.speaker.pin().samples().length);

        stage.assertFails(
                "There is no file none.wav.\n  What to do: check the name.",
                PlayCommand::new,
                "none.wav");
        Files.writeString(folder.resolve("text.wav"), "no sound at all");
        stage.assertFails(
                folder.resolve("text.wav")
                        + " is no WAV file: it begins with 'no s' and not with 'RIFF' or 'RF64'."
                        + " Choose a WAV file.",
                PlayCommand::new,
                "text.wav");
        stage.sine("silent.wav", CD, 0);
        stage.assertFails(
                "silent.wav holds no sound: frames=0.\n"
                        + "  What to do: get or make the file again.",
                PlayCommand::new,
                "silent.wav");
    }

    @Test
    void whatIsInAFileCountsAndNotItsName() throws Exception {
        Files.move(stage.sine("a.wav", CD, 500), folder.resolve("sound.mid"));
        assertEquals(ExitStatus.OK, play("sound.mid", "--fast"));
        assertEquals(500 * 2, stage.speaker.pin().samples().length);
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() throws Exception {
        stage.sine("a.wav", CD, 500);
        stage.assertFails(
                "a.wav is the song itself.\n  What to do: name another file with --wav FILE.",
                PlayCommand::new,
                "a.wav",
                "--wav",
                "a.wav");
        stage.assertFails(
                "virtual:speaker cannot be recorded: its sound does not come by here.\n"
                        + "  What to do: leave --wav out, or choose another device with --device.",
                PlayCommand::new,
                "a.wav",
                "--wav",
                "b.wav");
        assertTrue(stage.speaker.pin().isClosed());
    }

    @Test
    void optionsThatDoNotFitAreRefused() throws IOException {
        stage.sine("a.wav", CD, 500);
        stage.assertFails(
                "play: --buffer must be a whole number in 1 … 5000: buffer=0",
                PlayCommand::new,
                "a.wav",
                "--buffer",
                "0");
        stage.assertFails(
                "play: --buffer is for WAV files; MIDI has none\n  What to do: leave it out",
                PlayCommand::new,
                "a.mid",
                "--buffer",
                "10");
        stage.realTime();
        stage.assertFails(
                "--fast needs a container whose clock is moved by hand, and this one keeps real"
                        + " time.\n"
                        + "  What to do: run  ./portcls play --fast  from the command line.",
                PlayCommand::new,
                "a.wav",
                "--fast");
    }

    private ExitStatus play(String... words) throws CommandException, InterruptedException {
        return stage.run(PlayCommand::new, words);
    }

    /** Lets the interrupted thread run until it has seen that. */
    private static void waitUntilNoted(Thread thread) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (thread.isInterrupted() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
