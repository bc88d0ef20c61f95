package portcls.ports.music;

import portcls.api.client.MidiEvent;

import java.util.Arrays;

/**
 * Puts the pieces of system exclusive together. Real-time messages that came between them pass by.
 *
 * <p>For one thread, the one that reads: here, and not at DISPATCH, is a message as long as it is.
 */
public final class MessageAssembler {
    private static final int STATUS = 0x80;
    private static final int SYSTEM_EXCLUSIVE = 0xF0;
    private static final int END_OF_EXCLUSIVE = 0xF7;

    private final byte[] copy = new byte[EventPool.BUFFER_SIZE];

    /** What is received of each group of channels; there are as many as have sent in pieces. */
    private Pieces[] groups = {};

    /** A system exclusive that is not whole yet. */
    private static final class Pieces {
        final int group;
        final MidiEvent message = new MidiEvent();
        boolean assembling;

        Pieces(int group) {
            this.group = group;
        }
    }

    /**
     * Adds an event of the {@link CaptureParser} and gives it back to its pool.
     *
     * @param into gets the message if there is a whole one now
     * @return whether there is
     */
    public boolean add(KernelEvent event, MidiEvent into) {
        int first = event.byteAt(0);
        boolean whole = !event.isIncomplete();
        boolean complete = false;
        if (first == SYSTEM_EXCLUSIVE && !whole) {
            Pieces pieces = piecesOf(event.channelGroup());
            begin(event, pieces.message);
            pieces.assembling = true;
        } else if (first >= STATUS && first != END_OF_EXCLUSIVE) {
            begin(event, into);
            complete = true;
        } else {
            Pieces pieces = piecesOf(event.channelGroup());
            if (pieces.assembling) {
                append(event, pieces.message);
                complete = whole;
            }
            if (complete) {
                pieces.assembling = false;
                copy(pieces.message, into);
            }
        }
        event.release();
        return complete;
    }

    /** Forgets the pieces so far. For STOP. */
    public void reset() {
        for (Pieces pieces : groups) {
            pieces.assembling = false;
        }
    }

    private Pieces piecesOf(int group) {
        for (Pieces pieces : groups) {
            if (pieces.group == group) {
                return pieces;
            }
        }
        Pieces made = new Pieces(group);
        groups = Arrays.copyOf(groups, groups.length + 1);
        groups[groups.length - 1] = made;
        return made;
    }

    private void begin(KernelEvent event, MidiEvent target) {
        target.begin(event.presentationTime100ns());
        target.setChannelGroup(event.channelGroup());
        append(event, target);
    }

    private void append(KernelEvent event, MidiEvent target) {
        event.copyTo(copy, 0);
        target.append(copy, 0, event.length());
        if (event.isAborted()) {
            target.truncate();
        }
    }

    private static void copy(MidiEvent from, MidiEvent into) {
        into.begin(from.time100ns());
        into.setChannelGroup(from.channelGroup());
        into.append(from.data(), 0, from.length());
        if (from.isTruncated()) {
            into.truncate();
        }
    }
}
