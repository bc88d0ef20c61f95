package portcls.shell.topology;

import portcls.api.ks.AudioProperty;
import portcls.api.ks.PropertyKey;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;

import java.util.Locale;

/** {@code mute}: whether a device is silenced. */
public final class MuteCommand extends LevelCommand {
    public MuteCommand(House house) {
        super(house);
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("mute", "Shows or sets whether a device is silenced")
                .optional(DEVICE, "id of the device, or a part of it; without it all are listed")
                .optional("VALUE", "on or off")
                .flag(RECORD, "of what it records")
                .option(CONTROL, "NAME", "the one of that name, or a part of it")
                .example("mute speaker                   # whether it is")
                .example("mute speaker on                # silence")
                .example("mute speaker off               # sound");
    }

    @Override
    PropertyKey<?> property() {
        return AudioProperty.MUTE;
    }

    @Override
    String what() {
        return "mute";
    }

    @Override
    int parse(String written) throws CommandException {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "on", "1", "true", "yes" -> 1;
            case "off", "0", "false", "no" -> 0;
            default -> throw new UsageException("mute: VALUE must be on or off: VALUE=" + written);
        };
    }
}
