package portcls.api.wavert;

/**
 * Where a stream is in its cyclic buffer, KSAUDIO_POSITION ({@code ns-ksmedia-ksaudio_position}). A
 * holder to be used again and again.
 */
public final class AudioPosition {
    private long playOffset;
    private long writeOffset;

    /** Byte that is played (render) or recorded (capture) next. */
    public long playOffset() {
        return playOffset;
    }

    /** Byte up to which the device has fetched (render), or may be read (capture). */
    public long writeOffset() {
        return writeOffset;
    }

    /** Sets both. For those who fill it. */
    public void set(long newPlayOffset, long newWriteOffset) {
        playOffset = newPlayOffset;
        writeOffset = newWriteOffset;
    }

    @Override
    public String toString() {
        return "play " + playOffset + ", write " + writeOffset;
    }
}
