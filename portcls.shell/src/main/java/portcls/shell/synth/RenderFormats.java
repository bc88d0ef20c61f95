package portcls.shell.synth;

import portcls.api.ks.WaveFormat;
import portcls.shell.command.Arguments;
import portcls.shell.command.NumberOption;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;

import java.util.List;
import java.util.Optional;

/** Formats of a rendered file, as they are named on the command line. */
public final class RenderFormats {
    /** Sample rate that every player knows, Hz. */
    public static final int RATE = 44_100;

    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 192_000;
    private static final int OTHER_RATE = 48_000;
    private static final int CHANNELS = 2;

    private RenderFormats() {}

    /** Those that are wanted, best first. */
    public static List<WaveFormat> of(Syntax syntax, Arguments arguments) throws UsageException {
        Optional<Integer> rate =
                NumberOption.whole(syntax, arguments, "rate", LEAST_RATE, MOST_RATE);
        Optional<String> bits = arguments.option("bits");
        WaveFormat first = format(bits.orElse("16"), rate.orElse(RATE));
        return rate.isPresent() || bits.isPresent()
                ? List.of(first)
                : List.of(
                        first,
                        WaveFormat.pcm(OTHER_RATE, Short.SIZE, CHANNELS),
                        WaveFormat.float32(RATE, CHANNELS),
                        WaveFormat.float32(OTHER_RATE, CHANNELS));
    }

    private static WaveFormat format(String bits, int rate) throws UsageException {
        return switch (bits) {
            case "16" -> WaveFormat.pcm(rate, 16, CHANNELS);
            case "24" -> WaveFormat.pcm(rate, 24, CHANNELS);
            case "32" -> WaveFormat.float32(rate, CHANNELS);
            default ->
                    throw new UsageException(
                            "play: --bits must be 16, 24 or 32 (float): bits=" + bits);
        };
    }
}
