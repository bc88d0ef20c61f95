package portcls.shell.topology;

import portcls.api.client.AudioControl;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;

import java.util.Locale;

/** {@code volume}: how loud a device is. */
public final class VolumeCommand extends LevelCommand {
    private static final double LOUDEST_DB = 1_000;

    public VolumeCommand(House house) {
        super(house);
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("volume", "Shows or sets how loud a device is")
                .optional(DEVICE, "id of the device, or a part of it; without it all are listed")
                .optional("VALUE", "decibels, for example -6, or percent of the amplitude, 50%")
                .optional("UNIT", "dB or %, where it is not written at the value")
                .flag(RECORD, "the volume of what it records")
                .option(CONTROL, "NAME", "the volume of that name, or a part of it")
                .note("It is the volume that other sounds do not pass, where there is one.")
                .note(
                        "Of a device that plays sound and MIDI it is that of the sound;"
                                + " DEVICE/FUNCTION names another one.")
                .example("volume                         # of all devices")
                .example("volume speaker                 # how loud it is")
                .example("volume speaker -6              # half the amplitude")
                .example("volume sb16/fm 50%             # of its FM synthesizer alone");
    }

    @Override
    PropertyKey<?> property() {
        return AudioProperty.VOLUMELEVEL;
    }

    @Override
    String what() {
        return "volume";
    }

    @Override
    int parse(String written) throws CommandException {
        if (written.startsWith("+") || written.startsWith("-") && written.endsWith("%")) {
            throw new UsageException(
                    "volume: a level, not a change of it, can be set: VALUE="
                            + written
                            + "\n  What to do: write decibels without a plus (-6, 3) or percent of"
                            + " the amplitude without a sign (50%); without VALUE it tells the"
                            + " level now");
        }
        String text = written.toLowerCase(Locale.ROOT).replaceFirst("\\s*db$", "");
        try {
            double decibels =
                    text.endsWith("%")
                            ? percent(Double.parseDouble(text.substring(0, text.length() - 1)))
                            : Double.parseDouble(text);
            if (decibels == Double.NEGATIVE_INFINITY) {
                return AudioControl.SILENCE;
            }
            if (Math.abs(decibels) <= LOUDEST_DB) {
                return (int) Math.round(decibels * AudioControl.DB);
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that makes no sense.
        }
        throw new UsageException(
                "volume: VALUE must be decibels (-6) or percent of the amplitude (50%): VALUE="
                        + written);
    }

    @Override
    String beyond(AudioControl control, int wanted) {
        Stepping range = control.range();
        if (wanted > range.maximum()) {
            return "; that is its maximum";
        }
        boolean isQuieter =
                wanted < range.minimum() && control.value(AudioControl.ALL) != AudioControl.SILENCE;
        return isQuieter ? "; that is its minimum" : "";
    }

    @Override
    String range(AudioControl control) {
        Stepping range = control.range();
        return String.format(
                Locale.ROOT,
                "  (%s … %s in steps of %.2g dB)",
                ControlText.level(range.minimum()),
                ControlText.level(range.maximum()),
                range.delta() / (double) AudioControl.DB);
    }

    private static double percent(double percent) {
        return percent < 0 ? Double.NaN : 20 * Math.log10(percent / 100);
    }
}
