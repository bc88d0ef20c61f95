package adapter.virtual.cable;

import adapter.virtual.MidiCable;
import adapter.virtual.TimedBytes;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.ByteLink;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A cable whose two ends are in one device: what is written can be read again, when it is paced
 * after the 320 µs that each byte takes. Any thread; the lock is held for a copy at most, and never
 * while the listener runs.
 */
final class LoopBackCable implements ByteLink, AutoCloseable {
    private final MasterClock clock;
    private final boolean paced;
    private final String description;
    private final Alarm alarm;

    // All below is guarded by this.
    private final TimedBytes underWay;
    private long lastExit100ns = Long.MIN_VALUE;
    private boolean closed;

    private volatile @Nullable Runnable listener;

    /**
     * Makes an empty one.
     *
     * @param paced whether a byte takes its time; else it is there at once
     * @param capacity bytes that can be under way
     */
    LoopBackCable(MasterClock clock, String description, boolean paced, int capacity) {
        this.clock = clock;
        this.description = description;
        this.paced = paced;
        underWay = new TimedBytes(capacity);
        alarm = clock.newAlarm(description, this::bytesAreDue);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int before = bytes.position();
        long first;
        synchronized (this) {
            if (closed) {
                throw new IOException(description + " is gone");
            }
            boolean wasEmpty = underWay.isEmpty();
            long now = clock.getTime();
            while (bytes.hasRemaining() && !underWay.isFull()) {
                lastExit100ns = Math.max(lastExit100ns, now);
                if (paced) {
                    lastExit100ns += MidiCable.BYTE_TIME_100NS;
                }
                underWay.add(lastExit100ns, bytes.get());
            }
            if (!wasEmpty || underWay.isEmpty()) {
                return bytes.position() - before;
            }
            first = underWay.firstTime100ns();
        }
        alarm.at(first); // may call back at once, so not under the lock
        return bytes.position() - before;
    }

    @Override
    public int read(ByteBuffer buffer) {
        int before = buffer.position();
        long next;
        synchronized (this) {
            if (closed) {
                return -1;
            }
            long now = clock.getTime();
            while (buffer.hasRemaining() && isDue(now)) {
                buffer.put((byte) underWay.remove());
            }
            if (underWay.isEmpty() || isDue(now)) {
                return buffer.position() - before;
            }
            next = underWay.firstTime100ns();
        }
        alarm.at(next);
        return buffer.position() - before;
    }

    @Override
    public void onReadable(@Nullable Runnable newListener) {
        listener = newListener;
        if (newListener != null) {
            alarm.at(clock.getTime()); // there may be something already
        }
    }

    private boolean isDue(long now) {
        return !underWay.isEmpty() && underWay.firstTime100ns() <= now;
    }

    /** The alarm. A reader that leaves nothing behind sets it again for the byte that is next. */
    private void bytesAreDue() {
        long next;
        synchronized (this) {
            if (closed || underWay.isEmpty()) {
                return;
            }
            next = isDue(clock.getTime()) ? Long.MIN_VALUE : underWay.firstTime100ns();
        }
        if (next != Long.MIN_VALUE) {
            alarm.at(next);
            return;
        }
        Runnable told = listener;
        if (told != null) {
            told.run();
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }

    /** Ends it: reading says so, writing fails. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            underWay.clear();
        }
        alarm.close();
        Runnable told = listener;
        listener = null;
        if (told != null) {
            told.run(); // so that the reader finds the end
        }
    }
}
