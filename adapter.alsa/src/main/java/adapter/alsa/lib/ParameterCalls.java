package adapter.alsa.lib;

/** The functions that find out and set what a PCM does ({@code alsa/pcm.h}). */
public final class ParameterCalls {
    public static final Call HW_SIZE = Call.asound("snd_pcm_hw_params_sizeof", long.class);
    public static final Call HW_ANY = hw("any");

    /** {@code snd_pcm_hw_params(pcm, params)}. */
    public static final Call HW_INSTALL =
            Call.asound("snd_pcm_hw_params", int.class, long.class, long.class);

    public static final Call HW_TEST_ACCESS = hw("test_access", int.class);
    public static final Call HW_SET_ACCESS = hw("set_access", int.class);
    public static final Call HW_TEST_FORMAT = hw("test_format", int.class);
    public static final Call HW_SET_FORMAT = hw("set_format", int.class);
    public static final Call HW_TEST_CHANNELS = hw("test_channels", int.class);
    public static final Call HW_SET_CHANNELS = hw("set_channels", int.class);

    /** {@code (pcm, params, rate, direction)}; direction 0 = exactly. */
    public static final Call HW_TEST_RATE = hw("test_rate", int.class, int.class);

    public static final Call HW_SET_RATE = hw("set_rate", int.class, int.class);

    /** {@code (pcm, params, ulong* frames, int* direction)}. */
    public static final Call HW_PERIOD_NEAR = hw("set_period_size_near", long.class, long.class);

    /** {@code (pcm, params, ulong* frames)}. */
    public static final Call HW_BUFFER_NEAR = hw("set_buffer_size_near", long.class);

    /** {@code (params, unsigned*)}. */
    public static final Call HW_CHANNELS_MIN = hw("get_channels_min");

    public static final Call HW_CHANNELS_MAX = hw("get_channels_max");

    /** {@code (params, unsigned*, int* direction)}. */
    public static final Call HW_RATE_MIN = hw("get_rate_min", long.class);

    public static final Call HW_RATE_MAX = hw("get_rate_max", long.class);

    /** {@code (params, ulong* frames, int* direction)}. */
    public static final Call HW_PERIOD = hw("get_period_size", long.class);

    /** {@code (params, ulong* frames)}. */
    public static final Call HW_BUFFER = hw("get_buffer_size");

    public static final Call SW_SIZE = Call.asound("snd_pcm_sw_params_sizeof", long.class);

    /** {@code (pcm, params)}. */
    public static final Call SW_CURRENT =
            Call.asound("snd_pcm_sw_params_current", int.class, long.class, long.class);

    /** {@code (params, ulong*)}. */
    public static final Call SW_BOUNDARY =
            Call.asound("snd_pcm_sw_params_get_boundary", int.class, long.class, long.class);

    public static final Call SW_START_THRESHOLD =
            Call.asound(
                    "snd_pcm_sw_params_set_start_threshold",
                    int.class,
                    long.class,
                    long.class,
                    long.class);

    public static final Call SW_AVAIL_MIN =
            Call.asound(
                    "snd_pcm_sw_params_set_avail_min",
                    int.class,
                    long.class,
                    long.class,
                    long.class);

    /** {@code snd_pcm_sw_params(pcm, params)}. */
    public static final Call SW_INSTALL =
            Call.asound("snd_pcm_sw_params", int.class, long.class, long.class);

    private ParameterCalls() {}

    /** A function whose first two arguments are pointers, and the rest as told. */
    private static Call hw(String name, Class<?>... more) {
        Class<?>[] arguments = new Class<?>[2 + more.length];
        arguments[0] = long.class;
        arguments[1] = long.class;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Call.asound("snd_pcm_hw_params_" + name, int.class, arguments);
    }
}
