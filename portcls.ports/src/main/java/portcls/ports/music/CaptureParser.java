package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.client.MidiMessages;

import java.nio.ByteBuffer;

/**
 * Makes messages of the bytes of a MIDI wire, whatever comes: running status, real-time messages
 * inside others, system exclusive of any length, broken messages, noise.
 *
 * <p>Every event is one whole message with its status and the time of its first byte. A system
 * exclusive that is longer than a buffer comes in pieces of the same time, each {@linkplain
 * KernelEvent#INCOMPLETE incomplete} but the last; only real-time messages come between them. One
 * that a status byte or {@link #reset} breaks off ends with a piece that is {@linkplain
 * KernelEvent#ABORTED aborted}.
 *
 * <p>When the pool is empty a message is lost and counted; if pieces of it are out already, it ends
 * as aborted. For one thread; the counters may be read by any.
 */
public final class CaptureParser {
    private static final int STATUS = 0x80;
    private static final int SYSTEM = 0xF0;
    private static final int SYSTEM_EXCLUSIVE = 0xF0;
    private static final int END_OF_EXCLUSIVE = 0xF7;
    private static final int REAL_TIME = 0xF8;

    private final EventPool pool;
    private final EventSink sink;

    private final Tally messages = new Tally();
    private final Tally strayBytes = new Tally();
    private final Tally undefined = new Tally();
    private final Tally abortedSysEx = new Tally();
    private final Tally lost = new Tally();

    private long bytes;

    /** Time and byte position of the first byte of the message that is being received. */
    private long time;

    private long position;

    /** Status of the short message that is being received, or running status; 0 is none. */
    private int status;

    private int message;
    private int received;
    private int needed;
    private boolean running;

    private @Nullable KernelEvent sysEx;
    private boolean sysExContinued;
    private boolean sysExSkipped;

    /** Makes a parser that takes its events from a pool and gives them to a sink. */
    public CaptureParser(EventPool pool, EventSink sink) {
        this.pool = pool;
        this.sink = sink;
    }

    /** Parses bytes that arrived at that time, from position to limit. */
    @Irql(Level.DISPATCH)
    public void parse(long time100ns, ByteBuffer wire) {
        while (wire.hasRemaining()) {
            parse(time100ns, wire.get());
        }
    }

    /** Parses a byte; its low 8 bits count. */
    @Irql(Level.DISPATCH)
    public void parse(long time100ns, int wire) {
        int value = wire & 0xFF;
        long at = bytes++;
        if (value < STATUS) {
            data(time100ns, at, value);
        } else if (value < REAL_TIME) {
            status(time100ns, at, value);
        } else if (MidiMessages.length(value) == 0) {
            undefined.add(1);
        } else {
            emitShort(time100ns, at, value, 1);
        }
    }

    /** Breaks off what is being received and forgets the running status. For STOP. */
    @Irql(Level.DISPATCH)
    public void reset() {
        breakOff();
    }

    /** Whole messages that were emitted. */
    public long messages() {
        return messages.get();
    }

    /**
     * Bytes that were dropped because they belong to no message: data without status, data of a
     * message that a status byte broke off, an end without system exclusive.
     */
    public long strayBytes() {
        return strayBytes.get();
    }

    /** Bytes with undefined status: F4, F5, F9, FD. */
    public long undefined() {
        return undefined.get();
    }

    /** System exclusives that were broken off by a status byte or by {@link #reset}. */
    public long abortedSysEx() {
        return abortedSysEx.get();
    }

    /** Messages that were lost because the pool was empty. */
    public long lost() {
        return lost.get();
    }

    private void data(long now, long at, int value) {
        if (sysEx != null) {
            extend(sysEx, at, value);
        } else if (sysExSkipped) {
            return;
        } else if (status == 0) {
            strayBytes.add(1);
        } else {
            if (running && received == 0) {
                time = now;
                position = at;
            }
            received++;
            message |= value << received * Byte.SIZE;
            if (received == needed) {
                emitShort(time, position, message, needed + 1);
                endShort();
            }
        }
    }

    private void status(long now, long at, int value) {
        if (value == END_OF_EXCLUSIVE && (sysEx != null || sysExSkipped)) {
            endSysEx(at);
            return;
        }
        breakOff();
        time = now;
        position = at;
        int length = MidiMessages.length(value);
        if (value == SYSTEM_EXCLUSIVE) {
            beginSysEx();
        } else if (value == END_OF_EXCLUSIVE) {
            strayBytes.add(1);
        } else if (length == 0) {
            undefined.add(1);
        } else if (length == 1) {
            emitShort(now, at, value, 1);
        } else {
            status = value;
            message = value;
            needed = length - 1;
        }
    }

    /** A status byte ends everything that was before it, but not real-time ones. */
    private void breakOff() {
        KernelEvent piece = sysEx;
        if (piece != null) {
            sysEx = null;
            abortedSysEx.add(1);
            piece.setFlags(KernelEvent.ABORTED);
            sink.accept(piece);
        }
        sysExSkipped = false;
        strayBytes.add(received);
        status = 0;
        received = 0;
        running = false;
    }

    /** The status of a channel message goes on to stand for the next one. */
    private void endShort() {
        received = 0;
        running = true;
        message = status;
        if (status >= SYSTEM) {
            status = 0;
        }
    }

    private void emitShort(long itsTime, long itsPosition, int itsMessage, int length) {
        KernelEvent event = take(itsTime, itsPosition);
        if (event == null) {
            lost.add(1);
            return;
        }
        event.setShort(itsMessage, length);
        messages.add(1);
        sink.accept(event);
    }

    private void beginSysEx() {
        sysExContinued = false;
        sysEx = take(time, position);
        if (sysEx == null) {
            lost.add(1);
            sysExSkipped = true;
        } else {
            sysEx.append(SYSTEM_EXCLUSIVE);
        }
    }

    private void endSysEx(long at) {
        if (sysEx != null) {
            extend(sysEx, at, END_OF_EXCLUSIVE);
        }
        KernelEvent piece = sysEx;
        if (piece != null) {
            sysEx = null;
            messages.add(1);
            sink.accept(piece);
        }
        sysExSkipped = false;
    }

    /**
     * Adds a byte. A full piece is handed on only when the next one is there, so that there is
     * always one left to end with.
     */
    private void extend(KernelEvent piece, long at, int value) {
        if (piece.append(value)) {
            return;
        }
        if (!piece.hasBuffer()) {
            if (pool.addBuffer(piece)) {
                piece.append(value);
                return;
            }
        } else {
            KernelEvent next = take(time, at);
            if (next != null) {
                piece.setFlags(KernelEvent.INCOMPLETE);
                sink.accept(piece);
                sysExContinued = true;
                next.append(value);
                sysEx = next;
                return;
            }
        }
        lose(piece);
    }

    private void lose(KernelEvent piece) {
        lost.add(1);
        sysEx = null;
        sysExSkipped = true;
        if (sysExContinued) {
            piece.setFlags(KernelEvent.ABORTED);
            sink.accept(piece);
        } else {
            pool.release(piece);
        }
    }

    private @Nullable KernelEvent take(long itsTime, long itsPosition) {
        KernelEvent event = pool.take();
        if (event != null) {
            event.setPresentationTime100ns(itsTime);
            event.setBytePosition(itsPosition);
        }
        return event;
    }
}
