package miniport.topology;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IRegistryKey;
import portcls.api.PortClsException;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Keeps how the controls are set in the filter's registry key: a text for each, its values on all
 * channels, with {@code off} in front when it is switched off. Written some time after a change, so
 * that a fader that is being moved costs one write, and at the latest when it is closed.
 */
final class Settings implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    private static final String OFF = "off";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String filter;
    private final IRegistryKey key;
    private final List<Control> controls;
    private final Duration delay;

    /** What was changed and is not written yet. */
    private final Set<Control> changed = ConcurrentHashMap.newKeySet();

    /** Who will write it; there only when there is something to be written. */
    private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();

    private volatile boolean closed;

    /**
     * Makes one that has read nothing yet.
     *
     * @param filter whose settings they are, for people
     * @param key where they lie; closed with this
     * @param delay how long after a change they are written
     */
    Settings(String filter, IRegistryKey key, List<Control> controls, Duration delay) {
        this.filter = filter;
        this.key = key;
        this.controls = controls;
        this.delay = delay;
    }

    /**
     * Sets the controls as they were set when this was closed. What cannot be read is left as it
     * is.
     */
    void restore() throws IOException {
        for (Control control : controls) {
            String name = control.shape().name();
            Object data;
            try {
                data = key.queryValueKey(name).map(IRegistryKey.Value::data).orElse(null);
            } catch (PortClsException e) {
                LOG.log(
                        WARNING,
                        "the settings of {0} cannot be read, its controls stay as they are: {1}",
                        filter,
                        e.getMessage());
                return;
            }
            if (data != null) {
                restore(control, data);
            }
        }
    }

    private void restore(Control control, Object data) throws IOException {
        String text = data instanceof String string ? string : "";
        boolean off = text.startsWith(OFF) && control.canBeOff();
        String numbers = off ? text.substring(OFF.length()) : text;
        try {
            int[] values =
                    Arrays.stream(numbers.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
            if (values.length == control.shape().channels()) {
                control.restore(values, !off);
                return;
            }
        } catch (NumberFormatException e) {
            LOG.log(DEBUG, "cause", e);
        }
        LOG.log(
                WARNING,
                "the stored value of \"{0}\" of {1} is damaged and was ignored; set the control"
                        + " again: expected whole numbers for channels={2}, stored=\"{3}\"",
                control.shape().name(),
                filter,
                control.shape().channels(),
                data);
    }

    /** A control was changed. Any thread; does not block. */
    void changed(Control control) {
        changed.add(control);
        if (closed || writer.get() != null) {
            return;
        }
        Thread starting = Thread.ofVirtual().name("settings of " + filter).unstarted(this::run);
        if (writer.compareAndSet(null, starting)) {
            starting.start();
        }
    }

    private void run() {
        do {
            long end = System.nanoTime() + delay.toNanos();
            while (!closed && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(this, end - System.nanoTime());
            }
            write();
            writer.set(null);
            // A change that came in between saw a writer and made none.
        } while (!closed
                && !changed.isEmpty()
                && writer.compareAndSet(null, Thread.currentThread()));
    }

    /** Writes what was changed. */
    private synchronized void write() {
        for (Control control : new LinkedHashSet<>(changed)) {
            changed.remove(control);
            String name = control.shape().name();
            try {
                key.setValueKey(name, text(control));
            } catch (IOException | PortClsException e) {
                LOG.log(
                        WARNING,
                        "the setting of \"{0}\" of {1} cannot be kept: {2}",
                        name,
                        filter,
                        e.getMessage());
            }
        }
    }

    private static String text(Control control) throws IOException {
        String values =
                Arrays.stream(control.values())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "));
        return control.isOn() ? values : OFF + " " + values;
    }

    /** Writes what is not written yet; nothing is written after it. */
    @Override
    public void close() {
        closed = true;
        Thread running = writer.get();
        LockSupport.unpark(running);
        try {
            write();
            if (running != null) {
                running.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            key.close();
        }
    }
}
