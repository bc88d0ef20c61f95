package portcls.api.ks;

/**
 * What buffers a device likes, KSALLOCATOR_FRAMING.
 *
 * @param requirements KSALLOCATOR_REQUIREMENTF_… flags
 * @param frames how many buffers should be under way
 * @param frameSize bytes of one; 0 = any
 * @param fileAlignment mask of the address bits that must be 0
 */
public record AllocatorFraming(int requirements, int frames, int frameSize, int fileAlignment) {
    /** Anything will do. */
    public static final AllocatorFraming ANY = new AllocatorFraming(0, 0, 0, 0);

    /** Bytes of the structure: options, pool type, frames, frame size, alignment, reserved. */
    static final int BYTES = 24;

    public AllocatorFraming {
        if (frames < 0 || frameSize < 0) {
            throw new IllegalArgumentException(
                    "frames and frameSize must not be negative: frames="
                            + frames
                            + ", frameSize="
                            + frameSize);
        }
    }
}
