package adapter.virtual.sound;

/**
 * Something that sounds, frame after frame, at a fixed rate: 16-bit stereo, low bytes first. One
 * thread renders; what is asked of other threads says so.
 */
public interface FrameSource {
    /** Bytes of a frame: two samples of 16 bits. */
    int FRAME_BYTES = 4;

    /** Renders the next frames. */
    void render(byte[] data, int frames);

    /** Leaves frames out; called only while {@link #isSilent}. */
    void skip(long frames);

    /** Whether nothing is heard until something new comes to it. Any thread. */
    boolean isSilent();

    /**
     * Master time of what came first of all that was not rendered yet; {@link
     * portcls.api.time.ReferenceTime#NEVER} when nothing waits.
     */
    long waitsSince100ns();
}
