package adapter.alsa.pcm;

/**
 * What a wave engine is to be made of.
 *
 * @param pcm what ALSA knows the PCM by, for example {@code hw:PCH,0} or {@code pulse}
 * @param name for people
 * @param playbackStreams how many streams at a time may play; 0 = it does not play
 * @param captureStreams how many streams at a time may record; 0 = it does not record
 * @param rate frames per second that are preferred if the PCM has them
 * @param channels number of channels that is preferred if the PCM has them
 * @param periods how many packets of sound ALSA's own buffer is kept filled with, 2 or more
 */
public record PcmSource(
        String pcm,
        String name,
        int playbackStreams,
        int captureStreams,
        int rate,
        int channels,
        int periods) {
    private static final int USUAL_RATE = 48_000;
    private static final int USUAL_CHANNELS = 2;

    /** Packets that are under way unless somebody wants it otherwise. */
    public static final int USUAL_PERIODS = 2;

    /** A PCM of which nothing is wished. */
    public static PcmSource of(String pcm, String name, int playbackStreams, int captureStreams) {
        return new PcmSource(
                pcm,
                name,
                playbackStreams,
                captureStreams,
                USUAL_RATE,
                USUAL_CHANNELS,
                USUAL_PERIODS);
    }

    /** Device id. */
    public String id() {
        return "alsa:" + pcm;
    }
}
