package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import portcls.api.ks.WaveFormat;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeSpeaker;
import portcls.shell.fake.RealClock;
import portcls.shell.fake.Screen;
import portcls.wav.SoundMeter;
import portcls.wav.WavReader;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A container with one device, {@code virtual:speaker}, a screen and a folder. */
final class WaveStage {
    final Path folder;
    final FakeHouse house;
    final FakeSpeaker speaker;
    Screen screen;

    WaveStage(Path folder) {
        this.folder = folder;
        house = new FakeHouse(folder);
        speaker = new FakeSpeaker("virtual:speaker", house.clock);
        house.filters.add(speaker.entry());
        screen = new Screen(folder);
    }

    /** From now on time goes by itself. */
    void realTime() {
        house.masterClock = new RealClock(house.clock);
    }

    /** Runs a command. */
    ExitStatus run(Function<FakeHouse, Command> maker, String... words)
            throws CommandException, InterruptedException {
        Command command = maker.apply(house);
        return command.run(command.syntax().parse(List.of(words)), screen.console());
    }

    /** Runs a command that fails. */
    void assertFails(String message, Function<FakeHouse, Command> maker, String... words) {
        CommandException e = assertThrows(CommandException.class, () -> run(maker, words));
        assertEquals(message, e.getMessage());
    }

    /** Writes a file with a sine of 1000 Hz and half of full scale in all channels. */
    Path sine(String name, WaveFormat format, int frames) throws IOException {
        float[] samples = new float[frames * format.channels()];
        for (int i = 0; i < samples.length; i++) {
            double turns = 1000.0 * (i / format.channels()) / format.samplesPerSecond();
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * turns));
        }
        Path file = folder.resolve(name);
        try (WavWriter writer = WavWriter.replace(file, format)) {
            writer.write(samples, 0, frames);
        }
        return file;
    }

    /** What is in a file. */
    static float[] read(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            float[] samples = new float[(int) reader.frames() * reader.format().channels()];
            reader.read(samples, 0, (int) reader.frames());
            return samples;
        }
    }

    /** Measures samples. */
    static SoundMeter meter(float[] samples, int channels, int rate) {
        SoundMeter meter = new SoundMeter(channels, rate);
        meter.add(samples, 0, samples.length / channels);
        return meter;
    }
}
