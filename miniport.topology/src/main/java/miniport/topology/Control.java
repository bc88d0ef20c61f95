package miniport.topology;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerControl;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeTypes;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One control that has a value: knows its ranges, its channels, whether it is switched off and how
 * it was made. Channel −1 stands for all: it is the highest level or peak, and on when all are.
 * While the device sleeps it answers from memory, and what is set waits until the device is back.
 *
 * <p>At PASSIVE, any thread; the mixer is called by one at a time.
 */
final class Control {
    private static final int ALL = -1;
    private static final List<KsId> BYPASSED =
            List.of(NodeTypes.AGC, NodeTypes.TONE, NodeTypes.LOUDNESS);

    private final Mixer mixer;
    private final Object lock;
    private final MixerControl shape;
    private final Stepping range;
    private final int[] made;
    private final int[] peaks;

    /**
     * What it is set to while it is switched off; null while it works. Exchanged under the lock.
     */
    private volatile int @Nullable [] kept;

    /** Set while the device sleeps; changed under the lock. */
    private boolean asleep;

    /** How the mixer is to be set when it is back; empty while it is awake. */
    private int[] waiting = {};

    /** Whether it was set while the device slept. */
    private boolean wasSet;

    /** Whether somebody turned it at the device while that slept. */
    private volatile boolean wasTurned;

    /**
     * Makes one; what the mixer says now is how it was made.
     *
     * @param lock held by whoever calls the mixer
     */
    Control(Mixer mixer, Object lock, MixerControl shape, Stepping range) throws IOException {
        this.mixer = mixer;
        this.lock = lock;
        this.shape = shape;
        this.range = range;
        peaks = new int[shape.channels()];
        made = isMeter() ? new int[0] : values();
    }

    MixerControl shape() {
        return shape;
    }

    Stepping range() {
        return range;
    }

    /** Whether it only measures. */
    boolean isMeter() {
        return shape.type().equals(NodeTypes.PEAKMETER);
    }

    /** Whether it can be switched off, so that sound passes as it is: by being set to 0. */
    boolean canBeOff() {
        return BYPASSED.contains(shape.type()) && range.minimum() <= 0 && range.maximum() >= 0;
    }

    /** A level, a switch (0 or 1) or an input. */
    int get(int channel) throws IOException {
        int first = first(channel);
        synchronized (lock) {
            int value = value(first);
            for (int i = first + 1; i < behind(channel); i++) {
                boolean isLevel = range.maximum() != 1 || range.minimum() != 0;
                value = isLevel ? Math.max(value, value(i)) : Math.min(value, value(i));
            }
            return value;
        }
    }

    /**
     * Sets it to the nearest value that it has.
     *
     * @return whether it was another one before
     */
    boolean set(int channel, int value) throws IOException {
        int first = shape.uniform() ? 0 : first(channel);
        int behind = shape.uniform() ? shape.channels() : behind(channel);
        first(channel);
        int fitting = snap(value);
        synchronized (lock) {
            boolean changed = false;
            int[] off = kept;
            for (int i = first; i < behind; i++) {
                changed |= value(i) != fitting;
                if (off == null) {
                    write(i, fitting);
                } else {
                    off[i] = fitting;
                }
            }
            return changed;
        }
    }

    /**
     * The highest amplitude since it was told last. A failure loses nothing: what was read by then
     * is told the next time.
     */
    int peak(int channel) throws IOException {
        int first = first(channel);
        synchronized (lock) {
            for (int i = first; i < behind(channel) && !asleep; i++) {
                peaks[i] = Math.max(peaks[i], mixer.value(shape, i));
            }
            int highest = 0;
            for (int i = first; i < behind(channel); i++) {
                highest = Math.max(highest, peaks[i]);
                peaks[i] = 0;
            }
            return highest;
        }
    }

    boolean isOn() {
        return kept == null;
    }

    /**
     * Lets it work, or lets sound pass as it is.
     *
     * @return whether it was otherwise before
     */
    boolean switchOn(boolean on) throws IOException {
        synchronized (lock) {
            int[] off = kept;
            if (on && off != null) {
                kept = null;
                apply(off);
            } else if (!on && off == null) {
                int[] now = values();
                apply(new int[shape.channels()]);
                kept = now;
            } else {
                return false;
            }
            return true;
        }
    }

    /** Brings it back to how it was made. */
    void reset() throws IOException {
        synchronized (lock) {
            kept = null;
            apply(made);
        }
    }

    /** Somebody turned it at the device: so it works. Any thread, does not block. */
    void turned() {
        kept = null;
        wasTurned = true;
    }

    /**
     * The device is about to sleep: from now on it is left alone, even if it cannot say any more
     * how it is set; then it comes back as it was made.
     */
    void sleep() throws IOException {
        synchronized (lock) {
            int[] now = made.clone();
            waiting = now;
            wasSet = false;
            wasTurned = false;
            asleep = true;
            for (int i = 0; i < now.length; i++) {
                now[i] = mixer.value(shape, i);
            }
        }
    }

    /** The device is back, and may have forgotten how it was set. */
    void wake() throws IOException {
        synchronized (lock) {
            int[] wanted = waiting;
            waiting = new int[0];
            asleep = false;
            if (wasSet || !wasTurned && !mixer.keepsSettings()) {
                for (int i = 0; i < wanted.length; i++) {
                    mixer.value(shape, i, wanted[i]);
                }
            }
        }
    }

    /** Its values on all channels; what it is set to when it is switched off. */
    int[] values() throws IOException {
        synchronized (lock) {
            int[] all = new int[shape.channels()];
            for (int i = 0; i < all.length; i++) {
                all[i] = value(i);
            }
            return all;
        }
    }

    /** Brings it back to where it was once. */
    void restore(int[] values, boolean on) throws IOException {
        int[] fitting = Arrays.stream(values).map(this::snap).toArray();
        synchronized (lock) {
            if (on) {
                apply(fitting);
            } else {
                apply(new int[shape.channels()]);
                kept = fitting;
            }
        }
    }

    /** The nearest value on a step of the range. */
    private int snap(int value) {
        int inside = range.clamp(value);
        long above = (long) inside - range.minimum();
        long step = Math.max(1, Integer.toUnsignedLong(range.delta()));
        long snapped = range.minimum() + (above + step / 2) / step * step;
        return (int)
                Math.min(
                        snapped,
                        range.maximum() - (range.maximum() - (long) range.minimum()) % step);
    }

    private int value(int channel) throws IOException {
        int[] off = kept;
        if (off != null) {
            return off[channel];
        }
        return asleep ? waiting[channel] : mixer.value(shape, channel);
    }

    private void apply(int[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            write(i, values[i]);
        }
    }

    private void write(int channel, int value) throws IOException {
        if (asleep) {
            waiting[channel] = value;
            wasSet = true;
        } else {
            mixer.value(shape, channel, value);
        }
    }

    private int first(int channel) {
        if (channel < ALL || channel >= shape.channels()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "channel must lie in 0 … "
                            + (shape.channels() - 1)
                            + ", or be -1 for all: control=\""
                            + shape.name()
                            + "\", channel="
                            + channel);
        }
        return channel == ALL ? 0 : channel;
    }

    private int behind(int channel) {
        return channel == ALL ? shape.channels() : channel + 1;
    }
}
