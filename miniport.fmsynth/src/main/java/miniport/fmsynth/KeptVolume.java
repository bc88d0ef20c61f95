package miniport.fmsynth;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the volume in the filter's registry key over restarts. It is written some time after a
 * change, so that a fader that is being moved costs one write, and at the latest when this is
 * closed. Any thread that may block.
 */
final class KeptVolume implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeptVolume.class.getName());
    private static final String NAME = "Volume";

    private final String filter;
    private final @Nullable IRegistryKey key;
    private final Duration delay;

    // Guarded by this.
    private @Nullable Integer unwritten;
    private boolean hasWriter;
    private boolean closed;

    /**
     * Makes one that has read nothing yet.
     *
     * @param filter whose volume it is, for people
     * @param key where it lies; closed with this; null = it is not kept
     * @param delay how long after a change it is written
     */
    KeptVolume(String filter, @Nullable IRegistryKey key, Duration delay) {
        this.filter = filter;
        this.key = key;
        this.delay = delay;
    }

    /** The level that was kept, 1/65536 dB; empty when there is none that can be read. */
    OptionalInt read() {
        if (key == null) {
            return OptionalInt.empty();
        }
        Object data;
        try {
            data = key.queryValueKey(NAME).map(IRegistryKey.Value::data).orElse(null);
        } catch (PortClsException e) {
            LOG.log(
                    WARNING,
                    "the volume of {0} cannot be read and is 0 dB: {1}",
                    filter,
                    e.getMessage());
            return OptionalInt.empty();
        }
        if (data instanceof Integer level) {
            return OptionalInt.of(level);
        }
        if (data != null) {
            LOG.log(
                    WARNING,
                    "the stored volume of {0} is damaged and was ignored; set it again: expected"
                            + " a number, stored=\"{1}\"",
                    filter,
                    data);
        }
        return OptionalInt.empty();
    }

    /** It was set. */
    synchronized void keep(int level) {
        if (key == null || closed) {
            return;
        }
        unwritten = level;
        if (!hasWriter) {
            hasWriter = true;
            Thread.ofVirtual().name("volume of " + filter).start(this::writeLater);
        }
    }

    private synchronized void writeLater() {
        long end = System.nanoTime() + delay.toNanos();
        try {
            for (long left = delay.toNanos(); left > 0 && !closed; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then it is written now
        }
        hasWriter = false;
        write();
    }

    /** With the lock. */
    private void write() {
        Integer level = unwritten;
        unwritten = null;
        if (key == null || level == null) {
            return;
        }
        try {
            key.setValueKey(NAME, level);
        } catch (PortClsException e) {
            LOG.log(WARNING, "the volume of {0} cannot be kept: {1}", filter, e.getMessage());
        }
    }

    /** Writes what is not written yet; nothing is written after it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        notifyAll();
        try {
            write();
        } finally {
            if (key != null) {
                key.close();
            }
        }
    }
}
