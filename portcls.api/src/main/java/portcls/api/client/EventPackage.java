package portcls.api.client;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Messages that belong together: they are played all or not at all, and no other message comes
 * between them. A holder to be used again and again; for one thread.
 *
 * <pre>{@code
 * chord.clear().add(0, noteOn(0, 60, 100)).add(0, noteOn(0, 64, 100)).add(0, noteOn(0, 67, 100));
 * pin.send(time, chord);
 * }</pre>
 */
public final class EventPackage {
    private static final int INITIAL = 16;

    private int[] groups = new int[INITIAL];
    private int[] messages = new int[INITIAL];
    private byte[] @Nullable [] bytes = new byte[INITIAL][];
    private int size;

    /** Empties it. */
    public EventPackage clear() {
        Arrays.fill(bytes, 0, size, null);
        size = 0;
        return this;
    }

    /**
     * Adds a short message.
     *
     * @param channelGroup group of 16 channels, from 0
     * @param message see {@link MidiMessages}
     */
    public EventPackage add(int channelGroup, int message) {
        return add(channelGroup, message, null);
    }

    /**
     * Adds a message of any kind, for example a system exclusive.
     *
     * @param message its bytes; not copied before the package is sent
     */
    public EventPackage add(int channelGroup, byte[] message) {
        return add(channelGroup, 0, message);
    }

    /** Number of messages. */
    public int size() {
        return size;
    }

    /** Group of a message. */
    public int channelGroup(int index) {
        return groups[index];
    }

    /** A short message; counts when {@link #bytes} has none. */
    public int message(int index) {
        return messages[index];
    }

    /** The bytes of a message; null when it is a short one. */
    public byte @Nullable [] bytes(int index) {
        return bytes[index];
    }

    private EventPackage add(int channelGroup, int message, byte @Nullable [] data) {
        if (channelGroup < 0 || channelGroup > 0xFFFF) {
            throw new IllegalArgumentException(
                    "a channel group lies in 0 … 65535: channelGroup=" + channelGroup);
        }
        if (size == messages.length) {
            groups = Arrays.copyOf(groups, size * 2);
            messages = Arrays.copyOf(messages, size * 2);
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        groups[size] = channelGroup;
        messages[size] = message;
        bytes[size] = data;
        size++;
        return this;
    }
}
