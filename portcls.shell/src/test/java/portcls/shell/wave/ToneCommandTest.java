package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.diag.Finding.Cause;
import portcls.api.ks.WaveFormat;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeAdapter;
import portcls.shell.fake.FakeHouse;
import portcls.wav.SineContinuity;
import portcls.wav.SoundMeter;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

final class ToneCommandTest {
    @TempDir Path folder;
    private WaveStage stage;

    @BeforeEach
    void begin() {
        stage = new WaveStage(folder);
    }

    @Test
    void byDefaultItIsConcertPitchForTwoSeconds() throws Exception {
        assertEquals(ExitStatus.OK, stage.run(ToneCommand::new, "--fast"));
        float[] samples = stage.speaker.pin().samples();
        assertEquals(2 * 48_000 * 2, samples.length);
        SoundMeter meter = WaveStage.meter(samples, 2, 48_000);
        assertEquals(440, meter.frequency(0), 0.01);
        assertEquals(-12, 20 * Math.log10(meter.peak(1)), 0.01);
        assertEquals("sound    sine of 440 Hz, 2 s, -12 dBFS", stage.screen.lines().getFirst());
    }

    @Test
    void itIsOneSineAndDoesNotClick() throws Exception {
        stage.realTime();
        assertEquals(
                ExitStatus.OK,
                stage.run(
                        ToneCommand::new,
                        "--frequency",
                        "1000",
                        "--seconds",
                        "0.5",
                        "--level",
                        "-6"));
        float[] samples = stage.speaker.pin().samples();
        int ramp = (int) (Tone.RAMP_SECONDS * 48_000);
        SineContinuity sine = new SineContinuity(1000, 48_000, 1e-5);
        float[] middle = Arrays.copyOfRange(samples, 2 * ramp, samples.length - 2 * ramp);
        sine.add(middle, 0, 2, middle.length / 2);
        assertEquals(0, sine.breaks().size());
        assertEquals(0, sine.start());
        assertEquals(middle.length / 2, sine.end());
        float steepest = 0;
        for (int i = 2; i < samples.length; i++) {
            steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 2]));
        }
        double ofTheSine = 2 * Math.PI * 1000 / 48_000 * Math.pow(10, -6 / 20.0);
        assertTrue(steepest <= ofTheSine * 1.01, "no step is steeper than the sine's: " + steepest);
        assertEquals(0, samples[0]);
        assertEquals(0, samples[samples.length - 1], 1e-6);
    }

    @Test
    void aToneThatTheDeviceCannotSoundIsRefused() {
        stage.speaker.only(WaveFormat.pcm(8_000, 16, 1));
        stage.assertFails(
                "A device that runs at 8000 Hz can only sound below 4000 Hz: frequency=4000.\n"
                        + "  What to do: give a lower --frequency.",
                ToneCommand::new,
                "--frequency",
                "4000");
        assertTrue(stage.speaker.pin().isClosed());
    }

    @Test
    void aFileThatCannotBeIsSaidBeforeADriverIsLookedFor() {
        stage.house.filters.clear();
        stage.assertFails(
                "There is no folder none for t.wav.\n"
                        + "  What to do: make it, or name another file with --wav FILE.",
                ToneCommand::new,
                "--wav",
                "none/t.wav");
    }

    @Test
    void aMidiDeviceIsSaidToBeOne() {
        stage.house.adapters.add(new FakeAdapter("virtual:mpu401", List.of("mpu401")));
        stage.house.why =
                subject ->
                        List.of(
                                FakeHouse.finding(
                                        Cause.NO_BID, "No driver bids for it.", "Drop one."));
        stage.assertFails(
                "No device \"virtual:mpu401\" plays sound; it is a MIDI device.\n"
                        + "  What is there:\n"
                        + "    virtual:speaker  (Name of virtual:speaker)",
                ToneCommand::new,
                "--device",
                "virtual:mpu401");
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        stage.assertFails(
                "tone: --level must be a number in -96 … 0: level=3",
                ToneCommand::new,
                "--level",
                "3");
        stage.assertFails(
                "tone: --seconds must be a number in 0.01 … 86400: seconds=long",
                ToneCommand::new,
                "--seconds",
                "long");
        stage.assertFails(
                "tone: --frequency must be a number in 1 … 192000: frequency=NaN",
                ToneCommand::new,
                "--frequency",
                "NaN");
    }
}
