package adapter.alsa.lib;

/** The errors that are told apart, as libasound returns them: negative errno of Linux. */
public final class Errno {
    public static final int ENOENT = -2;
    public static final int EINTR = -4;
    public static final int EIO = -5;
    public static final int ENXIO = -6;
    public static final int EAGAIN = -11;
    public static final int EACCES = -13;
    public static final int EBUSY = -16;
    public static final int EEXIST = -17;
    public static final int ENODEV = -19;
    public static final int EINVAL = -22;

    /** The device ran empty or over. */
    public static final int EPIPE = -32;

    /** Wrong state: also what is left of a device that was pulled out. */
    public static final int EBADFD = -77;

    /** The machine slept. */
    public static final int ESTRPIPE = -86;

    public static final int ECONNREFUSED = -111;

    private Errno() {}
}
