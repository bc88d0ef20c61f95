package portcls.shell.wave;

import portcls.api.ks.WaveFormat;
import portcls.shell.command.UsageException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Kinds of samples, as they are named on the command line. */
enum SampleKind {
    FLOAT,
    INT8(Byte.SIZE),
    INT16(Short.SIZE),
    INT24(24),
    INT32(Integer.SIZE);

    private final int bits;

    SampleKind() {
        this(0);
    }

    SampleKind(int bits) {
        this.bits = bits;
    }

    /** The format with such samples. */
    WaveFormat format(int rate, int channels) {
        return bits == 0
                ? WaveFormat.float32(rate, channels)
                : WaveFormat.pcm(rate, bits, channels);
    }

    /** Their names. */
    static List<String> names() {
        return Arrays.stream(values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** The one of a name. */
    static SampleKind of(String command, String name) throws UsageException {
        int index = names().indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new UsageException(
                    command
                            + ": --format must be one of "
                            + String.join(", ", names())
                            + ": format="
                            + name);
        }
        return values()[index];
    }
}
