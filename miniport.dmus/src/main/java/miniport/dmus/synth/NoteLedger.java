package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.VoicePriority;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The notes of a pin that are held, and which of them must go when voices run out: one of the
 * lowest priority, of these the oldest (SYN-15). Notes that only die away do not count; the engine
 * ends them by itself when it needs their voices.
 *
 * <p>Belongs to whoever has the pin's {@link Turn}, but for priorities and limit, which any thread
 * may set. Allocates nothing.
 */
final class NoteLedger {
    /** Answer of {@link #begin}: it sounds, and nothing must go. */
    static final int SOUNDS = -1;

    /** Answer of {@link #begin}: there is no voice for it. */
    static final int LOST = -2;

    private static final int GROUP_CHANNELS = 16;
    private static final int KEY_BITS = 7;
    private static final int KEY = (1 << KEY_BITS) - 1;

    private final VoicePools pools;
    private final AtomicIntegerArray priorities;

    /** Channel and key of each held note, the oldest first. */
    private final int[] notes;

    /** Whether only the pedal holds it. */
    private final boolean[] released;

    private final boolean[] pedals;
    private int count;
    private volatile int limit;

    /** Makes the ledger of a pin with that many channel groups at most. */
    NoteLedger(VoicePools pools, int maxGroups, int maxNotes) {
        this.pools = pools;
        int channels = maxGroups * GROUP_CHANNELS;
        priorities = new AtomicIntegerArray(channels);
        for (int i = 0; i < channels; i++) {
            priorities.set(i, VoicePriority.ofChannel(i % GROUP_CHANNELS));
        }
        pedals = new boolean[channels];
        notes = new int[maxNotes];
        released = new boolean[maxNotes];
    }

    /** Most notes of this pin; 0 = it has no voices yet. */
    @Irql(Level.ANY)
    void limit(int most) {
        limit = Math.min(most, notes.length);
    }

    /** Most notes of this pin. */
    @Irql(Level.ANY)
    int limit() {
        return limit;
    }

    /** Priority of a channel; counted over all groups. */
    @Irql(Level.ANY)
    int priority(int channel) {
        return priorities.get(channel);
    }

    /** Sets the priority of a channel. */
    @Irql(Level.ANY)
    void priority(int channel, int value) {
        priorities.set(channel, value);
    }

    /** Notes that are held. */
    @Irql(Level.DISPATCH)
    int count() {
        return count;
    }

    /**
     * A note begins.
     *
     * @return {@link #SOUNDS}, {@link #LOST}, or the note that must end for it: {@link #channelOf},
     *     {@link #keyOf}
     */
    @Irql(Level.DISPATCH)
    int begin(int channel, int key) {
        int note = note(channel, key);
        int same = find(note);
        if (same >= 0) {
            remove(same); // struck again: it is the youngest now, with the voice that it has
            append(note);
            return SOUNDS;
        }
        if (count < limit && pools.tryTake()) {
            append(note);
            return SOUNDS;
        }
        int victim = leastImportant();
        if (victim < 0
                || count > limit
                || Integer.compareUnsigned(
                                priorities.get(channelOf(notes[victim])), priorities.get(channel))
                        > 0) {
            return LOST;
        }
        int stolen = notes[victim];
        remove(victim); // its voice is the new note's
        append(note);
        return stolen;
    }

    /** A key is released. */
    @Irql(Level.DISPATCH)
    void end(int channel, int key) {
        int index = find(note(channel, key));
        if (index >= 0) {
            if (pedals[channel]) {
                released[index] = true;
            } else {
                remove(index);
                pools.giveBack(1);
            }
        }
    }

    /** The sustain pedal moves. */
    @Irql(Level.DISPATCH)
    void pedal(int channel, boolean down) {
        pedals[channel] = down;
        if (!down) {
            drop(channel, true);
        }
    }

    /** All notes of a channel end. */
    @Irql(Level.DISPATCH)
    void endAll(int channel) {
        drop(channel, false);
    }

    /** Everything ends: all notes, all pedals are up. */
    @Irql(Level.DISPATCH)
    void clear() {
        pools.giveBack(count);
        count = 0;
        java.util.Arrays.fill(pedals, false);
    }

    /** Channel of a note, counted over all groups. */
    static int channelOf(int note) {
        return note >> KEY_BITS;
    }

    /** Key of a note. */
    static int keyOf(int note) {
        return note & KEY;
    }

    private static int note(int channel, int key) {
        return channel << KEY_BITS | key;
    }

    private int find(int note) {
        for (int i = 0; i < count; i++) {
            if (notes[i] == note) {
                return i;
            }
        }
        return -1;
    }

    /** The oldest of the lowest priority; −1 = there is none. */
    private int leastImportant() {
        int found = -1;
        for (int i = 0; i < count; i++) {
            if (found < 0
                    || Integer.compareUnsigned(
                                    priorities.get(channelOf(notes[i])),
                                    priorities.get(channelOf(notes[found])))
                            < 0) {
                found = i;
            }
        }
        return found;
    }

    private void drop(int channel, boolean onlyReleased) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean goes = channelOf(notes[i]) == channel && (released[i] || !onlyReleased);
            if (!goes) {
                notes[kept] = notes[i];
                released[kept] = released[i];
                kept++;
            }
        }
        pools.giveBack(count - kept);
        count = kept;
    }

    private void append(int note) {
        notes[count] = note;
        released[count] = false;
        count++;
    }

    private void remove(int index) {
        count--;
        System.arraycopy(notes, index + 1, notes, index, count - index);
        System.arraycopy(released, index + 1, released, index, count - index);
    }
}
