package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeSpeaker;

import java.nio.file.Path;
import java.util.List;

final class LoopbackCommandTest {
    private static final int UNIT = 1 << 15;
    private static final int DELAY = 480;

    @TempDir Path folder;
    private WaveStage stage;

    @BeforeEach
    void begin() {
        stage = new WaveStage(folder);
        loop(stage.speaker, stage.speaker);
    }

    @Test
    void tellsTheRoundTripAndWhatTheDevicesSay() throws Exception {
        assertEquals(ExitStatus.OK, stage.run(LoopbackCommand::new, "--fast"));
        assertEquals(
                List.of(
                        "plays    virtual:speaker, 48000 Hz 2ch float32, 4 packets of 960 frames"
                                + " (80.0 ms)",
                        "records  virtual:speaker, 48000 Hz 2ch float32, 4 packets of 960 frames"
                                + " (80.0 ms)",
                        "found    9 of 9 bursts",
                        "trip     480 frames (10.0 ms) through the devices; shortest 480 frames"
                                + " (10.0 ms), longest 480 frames (10.0 ms)",
                        "they say 116 frames (2.4 ms): 58 out and 58 in",
                        "program  5280 frames (110.0 ms) from hand-over to reception, with a full"
                                + " buffer of 3840 out and a packet of 960 in",
                        "out      0 glitches, 0 frames lost, 0 gaps, latency 21.3 ms",
                        "in       0 glitches, 0 frames lost, 0 gaps, latency 21.3 ms"),
                stage.screen.lines());
    }

    @Test
    void anotherDeviceMayHearIt() throws Exception {
        FakeSpeaker ear = new FakeSpeaker("alsa:hw:1", stage.house.clock);
        stage.house.filters.add(ear.entry());
        loop(stage.speaker, ear);
        stage.realTime();
        assertEquals(
                ExitStatus.OK,
                stage.run(
                        LoopbackCommand::new,
                        "--device",
                        "speaker",
                        "--capture",
                        "hw:1",
                        "--seconds",
                        "2"));
        assertTrue(stage.screen.lines().contains("found    3 of 3 bursts"), stage.screen.out());
        assertEquals(1, ear.pins().size());
    }

    @Test
    void whenNothingComesBackItSaysWhatToConnect() {
        stage.speaker.hears = frame -> frame % 7 * 100;
        stage.assertFails(
                "None of 3 bursts that virtual:speaker played came back in virtual:speaker within"
                        + " 500.0 ms.\n"
                        + "  What to do: choose a device with a loop: one with kind=cable, or one"
                        + " with microphone=loop (help config); or name the device that hears it"
                        + " with --capture ID.",
                LoopbackCommand::new,
                "--fast",
                "--seconds",
                "2");
    }

    @Test
    void twoRatesCannotBeCompared() {
        FakeSpeaker ear = new FakeSpeaker("alsa:hw:1", stage.house.clock);
        ear.only(WaveFormat.pcm(8_000, 16, 1));
        stage.house.filters.add(ear.entry());
        stage.realTime();
        stage.assertFails(
                "virtual:speaker plays at 48000 Hz and alsa:hw:1 cannot record at that rate.\n"
                        + "  What to do: choose other devices with --device and --capture.",
                LoopbackCommand::new,
                "--device",
                "speaker",
                "--capture",
                "hw:1");
        assertTrue(ear.pin().isClosed());
        assertTrue(stage.speaker.pin().isClosed());
    }

    /** What one plays the other hears, later. */
    private static void loop(FakeSpeaker mouth, FakeSpeaker ear) {
        ear.hears = frame -> Math.round(mouth.pin().sample(frame - DELAY) * UNIT);
    }
}
