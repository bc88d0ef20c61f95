package portcls.api.client;

import java.util.Arrays;
import java.util.HexFormat;

/** A received message: a holder to be used again and again. For one thread. */
public final class MidiEvent {
    private static final int INITIAL = 16;

    private long time100ns;
    private byte[] data = new byte[INITIAL];
    private int length;
    private boolean truncated;
    private int channelGroup;

    /** Presentation time of the first byte, 100 ns. */
    public long time100ns() {
        return time100ns;
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** The bytes; only the first {@link #length()} count, and only until the next message. */
    public byte[] data() {
        return data;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(data, length);
    }

    /** Status byte, 0x80 … 0xFF. */
    public int status() {
        return length == 0 ? 0 : data[0] & 0xFF;
    }

    /** Whether this is a system exclusive that was broken off before its end. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Group of 16 channels, as the driver numbers them; 0 where there are none. */
    public int channelGroup() {
        return channelGroup;
    }

    /** Sets the group of channels. For those who fill it. */
    public void setChannelGroup(int group) {
        channelGroup = group;
    }

    /** Begins a new message. For those who fill it. */
    public void begin(long newTime100ns) {
        channelGroup = 0;
        time100ns = newTime100ns;
        length = 0;
        truncated = false;
    }

    /** Adds bytes. For those who fill it. */
    public void append(byte[] source, int offset, int count) {
        if (length + count > data.length) {
            data = Arrays.copyOf(data, Math.max(length + count, data.length * 2));
        }
        System.arraycopy(source, offset, data, length, count);
        length += count;
    }

    /** Marks it as broken off. For those who fill it. */
    public void truncate() {
        truncated = true;
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(data, 0, length) + (truncated ? " …" : "");
    }
}
