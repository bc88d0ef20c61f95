package portcls.api.dmus;

import portcls.api.client.Target;
import portcls.api.ks.KsLayout;

import java.nio.ByteBuffer;

/** What requests for a synthesizer node carry behind their header, and back. */
public final class SynthTarget {
    private static final int BUFFER_HEADER = 16;

    private SynthTarget() {}

    /**
     * Data to be downloaded, SYNTH_BUFFER ({@code ns-dmusprop-_synth_buffer}). Its address must be
     * 0: an address from outside is never followed; the bytes come behind the structure.
     */
    public static Target buffer(int node, byte[] data) {
        return new Target(
                node,
                KsLayout.little(BUFFER_HEADER + data.length)
                        .putInt(data.length)
                        .putInt(0)
                        .putLong(0)
                        .put(data)
                        .array());
    }

    /** How the pin shall work, SYNTH_PORTPARAMS. */
    public static Target portParams(int node, SynthPortParams wish) {
        return new Target(node, SynthValues.PORT_PARAMS.encode(wish));
    }

    /** One channel of a group, SYNTHVOICEPRIORITY_INSTANCE. */
    public static Target channel(int node, int channelGroup, int channel) {
        return new Target(node, KsLayout.little(8).putInt(channelGroup).putInt(channel).array());
    }

    /**
     * For handlers: the bytes of {@link #buffer}.
     *
     * @throws IllegalArgumentException when there are fewer than announced, or the address is not 0
     */
    public static byte[] bufferOf(ByteBuffer instance) {
        if (instance.remaining() < BUFFER_HEADER) {
            throw new IllegalArgumentException(
                    "SYNTH_BUFFER needs "
                            + BUFFER_HEADER
                            + " bytes: bytes="
                            + instance.remaining());
        }
        ByteBuffer data = instance.slice().order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int size = data.getInt(0);
        long address = data.getLong(Long.BYTES);
        if (address != 0 || size < 0 || size > data.remaining() - BUFFER_HEADER) {
            throw new IllegalArgumentException(
                    "the data of a SYNTH_BUFFER comes behind it, and its address is 0: BufferSize="
                            + Integer.toUnsignedString(size)
                            + ", BufferAddress="
                            + Long.toHexString(address)
                            + ", bytes behind it="
                            + (data.remaining() - BUFFER_HEADER));
        }
        byte[] bytes = new byte[size];
        data.get(BUFFER_HEADER, bytes);
        return bytes;
    }

    /** For handlers: the wish of {@link #portParams}. */
    public static SynthPortParams portParamsOf(ByteBuffer instance) {
        return SynthValues.PORT_PARAMS.decode(instance);
    }
}
