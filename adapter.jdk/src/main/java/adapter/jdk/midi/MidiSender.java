package adapter.jdk.midi;

import adapter.jdk.platform.PlatformLoader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;

/**
 * Sends bytes to an output. The platform's outputs block until the cable has taken a message, so
 * they are fed by a thread of their own from a bounded queue. The output is opened with the first
 * byte, for on some systems that takes it away from other programs.
 */
final class MidiSender implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MidiSender.class.getName());
    private static final int CAPACITY = 4_096;
    private static final int SCRATCH_BYTES = 256;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final String name;
    private final ByteRing queue = new ByteRing(CAPACITY);
    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
    private final MessageAssembler assembler = new MessageAssembler(this::send);
    private final Thread thread;
    private volatile MidiDevice device;
    private volatile @Nullable IOException broken;
    private volatile boolean closed;

    // Of the sending thread.
    private @Nullable MidiDevice opened;
    private @Nullable Receiver receiver;
    private boolean told;

    MidiSender(String name, MidiDevice device) {
        this.name = name;
        this.device = device;
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("adapter.jdk MIDI out " + name)
                        .unstarted(this::run);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    void start() {
        thread.start();
    }

    /** Queues what fits. Neither blocks nor allocates. */
    int write(ByteBuffer bytes) throws IOException {
        IOException why = broken;
        if (why != null) {
            throw new IOException(why.getMessage(), why);
        }
        if (closed) {
            throw new IOException(name + " is gone");
        }
        int taken = queue.put(bytes);
        LockSupport.unpark(thread);
        return taken;
    }

    /** What stands for the output now. One that could not be opened is tried again. */
    void refresh(MidiDevice newDevice) {
        device = newDevice;
        broken = null;
    }

    /** Ends the thread; what is queued is not sent any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(LIMIT)) {
                LOG.log(
                        Level.WARNING,
                        "{0} hangs in the Java platform for more than {1} ms; its thread is left"
                                + " alone",
                        name,
                        LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                scratch.clear();
                if (queue.take(scratch) == 0) {
                    LockSupport.park(this);
                    continue;
                }
                scratch.flip();
                while (scratch.hasRemaining() && !closed) {
                    assembler.accept(scratch.get() & 0xFF);
                }
            }
        } finally {
            shut();
        }
    }

    private void send(MidiMessage message) {
        try {
            Receiver to = receiver();
            if (to != null) {
                to.send(message, -1);
                told = false;
            }
        } catch (MidiUnavailableException | RuntimeException e) {
            shut();
            if (broken == null) {
                broken =
                        new IOException(
                                name
                                        + " does not take MIDI: another program may hold it, or it"
                                        + " was pulled out; it is tried again with the next look"
                                        + " for devices: "
                                        + e.getMessage(),
                                e);
                LOG.log(
                        told ? Level.DEBUG : Level.WARNING,
                        "{0} does not take MIDI: {1}",
                        name,
                        e.toString());
                told = true;
            }
        }
    }

    private @Nullable Receiver receiver() throws MidiUnavailableException {
        if (broken != null) {
            return null;
        }
        Receiver known = receiver;
        MidiDevice now = device;
        if (known != null && opened == now) {
            return known;
        }
        shut();
        Receiver fresh =
                PlatformLoader.call(
                        () -> {
                            now.open();
                            return now.getReceiver();
                        });
        opened = now;
        receiver = fresh;
        return fresh;
    }

    private void shut() {
        MidiDevice old = opened;
        receiver = null;
        opened = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, name, e);
            }
        }
    }
}
