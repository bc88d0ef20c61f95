package adapter.jack.lib;

/**
 * A port of our client.
 *
 * @param handle libjack's
 * @param name its full name, {@code client:port}
 */
public record JackPort(long handle, String name) {
    /** Address of its data in this cycle. Process thread only. */
    public long buffer(int frames) {
        return Jack.portBuffer(handle, frames);
    }
}
