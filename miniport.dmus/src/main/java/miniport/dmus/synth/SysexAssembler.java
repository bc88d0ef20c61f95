package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;

import java.util.Arrays;

/**
 * Puts the pieces of a long system exclusive message together. What is longer than {@value
 * #MOST_BYTES} bytes is dropped, as is one that another message breaks off. Belongs to whoever has
 * the pin's {@link Turn}; takes memory only for a message that is longer than any before.
 */
@Irql(Level.DISPATCH)
final class SysexAssembler {
    static final int MOST_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 4_096;
    private static final int BEGIN = 0xF0;
    private static final int END = 0xF7;
    private static final int FIRST_STATUS = 0x80;
    private static final int FIRST_REAL_TIME = 0xF8;
    private static final int NO_GROUP = -1;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int group = NO_GROUP;

    /** Whether the event begins a system exclusive message or continues the one that has begun. */
    boolean takes(DMusKernelEvent event) {
        if (event.length() == 0) {
            return false;
        }
        int head = event.byteAt(0);
        if (head == BEGIN) {
            return true;
        }
        boolean goesOn = head < FIRST_STATUS || head == END;
        if (!goesOn && head < FIRST_REAL_TIME && group == event.channelGroup()) {
            forget(); // another message breaks it off
        }
        return goesOn && group == event.channelGroup();
    }

    /**
     * Adds an event that it {@linkplain #takes}.
     *
     * @return whether the message is whole now: {@link #bytes} and {@link #length} until the next
     *     call
     */
    boolean add(DMusKernelEvent event) {
        if (event.byteAt(0) == BEGIN) {
            length = 0;
            group = event.channelGroup();
        }
        int needed = length + event.length();
        if (needed > MOST_BYTES) {
            forget();
            return false;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Integer.highestOneBit(needed - 1) << 1);
        }
        event.copyTo(bytes, length);
        length = needed;
        if (event.isIncomplete()) {
            return false;
        }
        group = NO_GROUP;
        return isWhole();
    }

    /** From F0 to F7 with nothing but data between. */
    private boolean isWhole() {
        if (length < 2 || (bytes[length - 1] & 0xFF) != END) {
            return false;
        }
        for (int i = 1; i < length - 1; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The message. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes of it. */
    int length() {
        return length;
    }

    /** Drops what has begun. */
    void forget() {
        group = NO_GROUP;
        length = 0;
    }
}
