package portcls.ports.music;

import portcls.api.client.MidiEvent;

/**
 * Puts the pieces of system exclusive together. Real-time messages that came between them pass by.
 *
 * <p>For one thread, the one that reads: here, and not at DISPATCH, is a message as long as it is.
 */
public final class MessageAssembler {
    private static final int STATUS = 0x80;
    private static final int SYSTEM_EXCLUSIVE = 0xF0;
    private static final int END_OF_EXCLUSIVE = 0xF7;

    private final EventPool pool;
    private final MidiEvent pieces = new MidiEvent();
    private final byte[] copy = new byte[EventPool.BUFFER_SIZE];
    private boolean assembling;

    /** Makes an assembler that gives the events back to a pool. */
    public MessageAssembler(EventPool pool) {
        this.pool = pool;
    }

    /**
     * Adds an event of the {@link CaptureParser} and gives it back to the pool.
     *
     * @param into gets the message if there is a whole one now
     * @return whether there is
     */
    public boolean add(KernelEvent event, MidiEvent into) {
        int first = event.byteAt(0);
        boolean whole = !event.isIncomplete();
        if (first == SYSTEM_EXCLUSIVE && !whole) {
            pieces.begin(event.presentationTime100ns());
            append(event, pieces);
            assembling = true;
        } else if (first >= STATUS && first != END_OF_EXCLUSIVE) {
            into.begin(event.presentationTime100ns());
            append(event, into);
            pool.release(event);
            return true;
        } else if (assembling) {
            append(event, pieces);
            if (whole) {
                into.begin(pieces.time100ns());
                into.append(pieces.data(), 0, pieces.length());
                if (pieces.isTruncated()) {
                    into.truncate();
                }
                assembling = false;
            }
            pool.release(event);
            return whole;
        }
        pool.release(event);
        return false;
    }

    /** Forgets the pieces so far. For STOP. */
    public void reset() {
        assembling = false;
    }

    private void append(KernelEvent event, MidiEvent target) {
        event.copyTo(copy, 0);
        target.append(copy, 0, event.length());
        if (event.isAborted()) {
            target.truncate();
        }
    }
}
