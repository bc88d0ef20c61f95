package adapter.alsa.lib;

import java.io.IOException;

/** libasound refused. The text says what, why and what to do. */
public final class AlsaException extends IOException {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int error;

    private AlsaException(String message, int error) {
        super(message);
        text = message;
        this.error = error;
    }

    /**
     * An error that a function returned.
     *
     * @param what who could not do what, for example {@code alsa:pulse cannot be opened}
     * @param error negative errno
     */
    public static AlsaException of(String what, int error) {
        return of(
                what, error, "no such PCM: see what `aplay -L` lists, or define it in ~/.asoundrc");
    }

    /**
     * An error that a function of a mixer returned.
     *
     * @param what who could not do what
     * @param error negative errno
     */
    public static AlsaException ofMixer(String what, int error) {
        return of(
                what,
                error,
                "no such control device: define it as ctl in ~/.asoundrc, or name one that"
                        + " `amixer -D NAME` opens");
    }

    private static AlsaException of(String what, int error, String unknown) {
        String advice = advice(error, unknown);
        return new AlsaException(
                what
                        + ": "
                        + reason(error)
                        + " (error="
                        + error
                        + ")"
                        + (advice.isEmpty() ? "" : "; " + advice),
                error);
    }

    /** Something that no function returned an error for. */
    public static AlsaException because(String message, int error) {
        return new AlsaException(message, error);
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** Negative errno. */
    public int error() {
        return error;
    }

    private static String reason(int error) {
        return Memory.string(PcmCalls.STRERROR.l(error));
    }

    private static String advice(int error, String unknown) {
        return switch (error) {
            case Errno.ENOENT, Errno.ENXIO -> unknown;
            case Errno.EBUSY -> "another program has it: end that one, or use a PCM that shares";
            case Errno.EACCES -> "the user may not use it: add the user to the group audio";
            case Errno.ENODEV -> "the device was pulled out: plug it in again";
            case Errno.ECONNREFUSED, Errno.EIO ->
                    "the sound server or the device behind it is not there: start it";
            default -> "";
        };
    }
}
