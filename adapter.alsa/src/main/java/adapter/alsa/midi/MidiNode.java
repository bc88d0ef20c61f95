package adapter.alsa.midi;

import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.lib.Node;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.ByteLink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A raw MIDI node as a stream of bytes. The file is opened when somebody listens or sends for the
 * first time, and is open until {@link #close} from then on: other programs cannot use the node
 * meanwhile. Any thread; the lock is held for calls that do not wait.
 */
public final class MidiNode implements ByteLink, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MidiNode.class.getName());

    private static final int WAIT_MILLIS = 200;
    private static final long READER_LIMIT_NANOS = 100_000_000;

    private final Path path;
    private final String name;
    private final boolean readable;
    private final boolean writable;
    private final Runnable lost;

    // Guarded by this.
    private @Nullable Node node;
    private boolean closed;

    private volatile boolean ended;
    private volatile boolean armed = true;
    private volatile @Nullable Runnable listener;
    private volatile @Nullable Thread watcher;

    /**
     * Makes one; nothing is opened yet.
     *
     * @param lost told, on any thread, when the node was found not to work: maybe it is gone
     */
    public MidiNode(Path path, String name, boolean readable, boolean writable, Runnable lost) {
        this.path = path;
        this.name = name;
        this.readable = readable;
        this.writable = writable;
        this.lost = lost;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean isReadable() {
        return readable;
    }

    @Override
    public synchronized int write(ByteBuffer bytes) throws IOException {
        try {
            return opened().write(bytes);
        } catch (IOException e) {
            lost.run();
            throw e;
        }
    }

    @Override
    public synchronized int read(ByteBuffer buffer) throws IOException {
        if (closed || ended) {
            return -1;
        }
        int count;
        try {
            count = opened().read(buffer);
        } catch (IOException e) {
            lost.run();
            throw e;
        }
        if (buffer.hasRemaining()) {
            armed = true; // all that was there is read: the next byte is news
            LockSupport.unpark(watcher);
        }
        return count;
    }

    private Node opened() throws IOException {
        if (closed) {
            throw new IOException(name + " is gone");
        }
        Node open = node;
        if (open == null) {
            open = Node.open(path, readable, writable);
            node = open;
        }
        return open;
    }

    @Override
    public void onReadable(@Nullable Runnable newListener) {
        listener = newListener;
        if (newListener == null || !readable) {
            return;
        }
        synchronized (this) {
            if (closed || watcher != null) {
                return;
            }
            Node open;
            try {
                open = opened();
            } catch (IOException e) {
                LOG.log(WARNING, "{0}: {1}", name, e.getMessage());
                ended = true; // whoever reads finds the end
                newListener.run();
                lost.run();
                return;
            }
            watcher =
                    Thread.ofPlatform().daemon().name("alsa midi " + name).start(() -> watch(open));
        }
    }

    /** Says once that something came, and again when that was read. */
    private void watch(Node open) {
        while (!closing()) {
            if (!open.await(WAIT_MILLIS)) {
                continue;
            }
            boolean broken = open.isBroken();
            armed = false;
            Runnable told = listener;
            if (told != null) {
                told.run();
            }
            if (broken) {
                lost.run();
            }
            // A reader that is late is told again.
            long deadline = System.nanoTime() + READER_LIMIT_NANOS;
            while ((!armed || broken) && !closing() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(deadline - System.nanoTime());
            }
        }
    }

    private synchronized boolean closing() {
        return closed;
    }

    /** Ends it: reading says so, writing fails. */
    @Override
    public void close() {
        Thread waiting;
        synchronized (this) {
            closed = true;
            waiting = watcher;
        }
        if (waiting != null) {
            LockSupport.unpark(waiting);
            try {
                waiting.join(); // it waits for a fifth of a second at a time
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return; // the node is left to the end of the process, since it is in use
            }
        }
        synchronized (this) {
            if (node != null) {
                node.close();
                node = null;
            }
        }
        Runnable told = listener;
        listener = null;
        if (told != null) {
            told.run(); // so that the reader finds the end
        }
    }

    @Override
    public String description() {
        return "raw MIDI " + path;
    }

    @Override
    public String toString() {
        return description();
    }
}
