package adapter.alsa.lib;

/** The functions of an open PCM ({@code alsa/pcm.h}). */
public final class PcmCalls {
    /** {@code snd_pcm_open(pcm**, name, stream, mode)}. */
    public static final Call OPEN =
            Call.asound("snd_pcm_open", int.class, long.class, long.class, int.class, int.class);

    public static final Call CLOSE = Call.asound("snd_pcm_close", int.class, long.class);
    public static final Call PREPARE = Call.asound("snd_pcm_prepare", int.class, long.class);
    public static final Call START = Call.asound("snd_pcm_start", int.class, long.class);
    public static final Call DROP = Call.asound("snd_pcm_drop", int.class, long.class);
    public static final Call RESUME = Call.asound("snd_pcm_resume", int.class, long.class);
    public static final Call STATE = Call.asound("snd_pcm_state", int.class, long.class);

    /** {@code snd_pcm_wait(pcm, milliseconds)}. */
    public static final Call WAIT = Call.asound("snd_pcm_wait", int.class, long.class, int.class);

    public static final Call AVAIL = Call.asound("snd_pcm_avail_update", long.class, long.class);

    /** {@code snd_pcm_delay(pcm, long*)}. */
    public static final Call DELAY =
            Call.asound("snd_pcm_delay", int.class, long.class, long.class);

    /** {@code snd_pcm_writei(pcm, data, frames)}. */
    public static final Call WRITE =
            Call.asound("snd_pcm_writei", long.class, long.class, long.class, long.class);

    /** {@code snd_pcm_readi(pcm, data, frames)}. */
    public static final Call READ =
            Call.asound("snd_pcm_readi", long.class, long.class, long.class, long.class);

    /** {@code snd_pcm_mmap_begin(pcm, areas**, ulong* offset, ulong* frames)}. */
    public static final Call MMAP_BEGIN =
            Call.asound(
                    "snd_pcm_mmap_begin",
                    int.class,
                    long.class,
                    long.class,
                    long.class,
                    long.class);

    /** {@code snd_pcm_mmap_commit(pcm, offset, frames)}. */
    public static final Call MMAP_COMMIT =
            Call.asound("snd_pcm_mmap_commit", long.class, long.class, long.class, long.class);

    /** {@code snd_pcm_dump(pcm, output)}. */
    public static final Call DUMP = Call.asound("snd_pcm_dump", int.class, long.class, long.class);

    public static final Call OUTPUT_OPEN =
            Call.asound("snd_output_buffer_open", int.class, long.class);

    /** {@code snd_output_buffer_string(output, char**)}, which returns the length. */
    public static final Call OUTPUT_STRING =
            Call.asound("snd_output_buffer_string", long.class, long.class, long.class);

    public static final Call OUTPUT_CLOSE = Call.asound("snd_output_close", int.class, long.class);

    static final Call STRERROR = Call.asound("snd_strerror", long.class, int.class);

    private PcmCalls() {}
}
