package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The voices of a synthesizer device ({@code voice-allocation}): some are free, some form the
 * dynamic pool that all synthesizer pins share note by note, the others belong to fixed streams.
 * The dynamic pool is as large as the largest request of any synthesizer pin, as far as voices were
 * free then.
 *
 * <p>Any thread; {@link #tryTake} and {@link #giveBack} are for the sink threads and never wait.
 */
public final class VoicePools {
    private final int total;

    /** Voices of the dynamic pool that notes have. */
    private final AtomicInteger taken = new AtomicInteger();

    private volatile int dynamic;

    // Guarded by this.
    private int fixed;

    /** Makes the pools of a device with that many voices, all of them free. */
    public VoicePools(int total) {
        this.total = total;
    }

    /** Voices that nobody has. */
    @Irql(Level.PASSIVE)
    public synchronized int free() {
        return total - fixed - dynamic;
    }

    /** Voices that the notes of all synthesizer pins share. */
    @Irql(Level.ANY)
    public int dynamic() {
        return dynamic;
    }

    /**
     * A synthesizer pin asks for voices.
     *
     * @return how many of its notes can sound at a time: what it asked for, or fewer
     */
    @Irql(Level.PASSIVE)
    public synchronized int request(int voices) {
        dynamic = Math.max(dynamic, Math.min(voices, dynamic + free()));
        return Math.min(voices, dynamic);
    }

    /**
     * A fixed stream asks for voices of its own.
     *
     * @return false when not so many are free; it gets none then
     */
    @Irql(Level.PASSIVE)
    public synchronized boolean reserve(int voices) {
        if (voices > free()) {
            return false;
        }
        fixed += voices;
        return true;
    }

    /** A fixed stream gives voices back. */
    @Irql(Level.PASSIVE)
    public synchronized void release(int voices) {
        fixed -= voices;
    }

    /** Takes one voice of the dynamic pool for a note; false when it is exhausted. */
    @Irql(Level.DISPATCH)
    public boolean tryTake() {
        int now = taken.get();
        while (now < dynamic) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    /** Gives voices of notes back that have ended. */
    @Irql(Level.DISPATCH)
    public void giveBack(int voices) {
        taken.addAndGet(-voices);
    }
}
