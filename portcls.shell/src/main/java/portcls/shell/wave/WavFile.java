package portcls.shell.wave;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.text.Table;
import portcls.shell.text.Texts;
import portcls.wav.WavException;
import portcls.wav.WavReader;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A WAV file that is to be played.
 *
 * @param path where it is
 */
public record WavFile(Path path) {
    /** Plays it. */
    public ExitStatus play(Performance performance, Console console)
            throws CommandException, InterruptedException {
        String name = Table.printable(console.shown(path));
        try (WavReader reader = open(name)) {
            reader.problems().forEach(problem -> console.warn(Table.printable(problem)));
            if (reader.frames() == 0) {
                throw new CommandException(
                        name
                                + " holds no sound: frames=0.\n"
                                + "  What to do: get or make the file again.");
            }
            int rate = reader.format().samplesPerSecond();
            console.print(
                    "sound    "
                            + name
                            + ", "
                            + WaveWatch.time(reader.frames(), rate)
                            + ", "
                            + reader.format().text());
            return performance.play(new ToBePlayed(reader), new ToBePlayed(reader), console);
        } catch (IOException e) {
            throw new CommandException(name + " cannot be closed: " + Texts.message(e), e);
        }
    }

    private WavReader open(String name) throws CommandException {
        try {
            return WavReader.open(path);
        } catch (WavException e) {
            throw new CommandException(Table.printable(Texts.message(e)), e);
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "There is no file " + name + ".\n  What to do: check the name.", e);
        } catch (AccessDeniedException e) {
            throw new CommandException(
                    name + " may not be read.\n  What to do: check its permissions.", e);
        } catch (IOException e) {
            throw new CommandException(
                    name + " cannot be read: " + Texts.sentence(Texts.message(e)), e);
        }
    }

    private record ToBePlayed(WavReader reader) implements Performance.Opener, Performance.Source {
        @Override
        public WavePin open(WaveOpening device, Buffer buffer) throws CommandException {
            return device.openNear(reader.format(), buffer);
        }

        @Override
        public Sound of(WaveFormat format) throws CommandException {
            return Conversion.of(reader, format);
        }

        @Override
        public String conversion(WaveFormat format) {
            return Conversion.text(reader.format(), format);
        }
    }
}
