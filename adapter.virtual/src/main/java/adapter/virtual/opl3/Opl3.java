package adapter.virtual.opl3;

import portcls.api.IMasterClock;
import portcls.api.time.ReferenceTime;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A YMF262: 18 channels of two operators, some of which can be joined to voices of four, rhythm
 * mode, two timers. Without the NEW bit it is an OPL2.
 *
 * <p>Its registers may be read and written by any thread; a lock is held for a few instructions. A
 * write has the time of the clock at which it was made and is heard at the frame of that time. One
 * thread at a time renders, by {@link #generate}, as far as the clock has come; it takes no lock
 * and allocates nothing. Writes wait for it in a ring: some {@value #RING_WRITES} of them.
 *
 * <p>Each access to a register takes {@value #ACCESS_NANOS} ns of the timers' time, as on a bus: a
 * driver that waits for a timer by reading sees it expire, even where the clock stands still.
 */
public final class Opl3 {
    /** Registers at its port: two pairs of address and data. */
    public static final int LENGTH = 4;

    /** Frames per second: 14.31818 MHz / 288. */
    public static final double SAMPLE_RATE = 10_000_000 * 7 / 1_408.0;

    private static final int RING_WRITES = 65_536;
    private static final int ACCESS_NANOS = 1_000;
    private static final double ACCESS_FRAMES = ACCESS_NANOS * SAMPLE_RATE / 1e9;

    /** Frames in so many 100 ns: 14.31818 MHz are 315/22 MHz. */
    private static final int FRAMES = 7;

    private static final int IN_100NS = 1_408;

    private static final int NEW_REGISTER = 0x105;
    private static final int FIRST_TIMER_REGISTER = 2;
    private static final int LAST_TIMER_REGISTER = 4;
    private static final int NOTHING_THERE = 0xFF;

    private final IMasterClock clock;
    private final long origin100ns;
    private final WriteRing ring = new WriteRing(RING_WRITES);
    private final AtomicLong lost = new AtomicLong();

    // Guarded by this.
    private Timers timers = new Timers();
    private final int[] written = new int[Synthesis.REGISTERS];
    private int address;
    private double busFrames;

    /** The rendering thread's own. */
    private Synthesis synthesis = new Synthesis();

    private volatile boolean silent = true;

    /** Makes one as it is after power-on; its frame 0 is now. */
    public Opl3(IMasterClock clock) {
        this.clock = clock;
        origin100ns = clock.getTime();
        Arrays.fill(written, -1);
    }

    /**
     * Reads a register.
     *
     * @param offset 0 and 2 = status; there is nothing to read at the others
     */
    public int read(int offset) {
        Objects.checkIndex(offset, LENGTH);
        if (offset % 2 != 0) {
            return NOTHING_THERE;
        }
        synchronized (this) {
            return timers.status(accessed(clock.getTime()));
        }
    }

    /**
     * Writes a register.
     *
     * @param offset 0 and 2 = address in the first and second bank; 1 and 3 = data
     * @param value the low eight bits count
     */
    public void write(int offset, int value) {
        Objects.checkIndex(offset, LENGTH);
        synchronized (this) {
            long now = clock.getTime();
            double busTime = accessed(now);
            if (offset % 2 == 0) {
                address = address(offset / 2, value & 0xFF);
            } else {
                data(value & 0xFF, now, busTime);
            }
        }
    }

    /** Writes that were lost, since too many waited to be rendered. Any thread. */
    public long lostWrites() {
        return lost.get();
    }

    /** The frame that stands nearest to a master time. Any thread. */
    public long frameAt(long time100ns) {
        return Math.floorDiv((time100ns - origin100ns) * FRAMES + IN_100NS / 2, (long) IN_100NS);
    }

    /** Master time of frame 0. Any thread. */
    public long origin100ns() {
        return origin100ns;
    }

    /**
     * Renders the next frames. Writes of an earlier time than the frame are heard at it.
     *
     * @param stereo takes left and right samples in turn
     * @param offset where the first goes
     */
    public void generate(short[] stereo, int offset, int frames) {
        for (int i = 0; i < frames; i++) {
            obey(synthesis.frame());
            synthesis.next(stereo, offset + 2 * i);
        }
        silent = synthesis.isSilent();
    }

    /**
     * Master time of the first write that waits to be rendered; {@link ReferenceTime#NEVER} when
     * there is none. The rendering thread.
     */
    public long waitsSince100ns() {
        return ring.isEmpty()
                ? ReferenceTime.NEVER
                : origin100ns + WriteRing.frame(ring.first()) * IN_100NS / FRAMES;
    }

    /** Number of the next frame. The rendering thread. */
    public long frame() {
        return synthesis.frame();
    }

    /**
     * Leaves out frames up to a later one, which is the next then: while {@link #isSilent} nothing
     * is lost by it. The rendering thread.
     */
    public void skipTo(long frame) {
        synthesis.skipTo(frame);
    }

    /** Brings it back to what it is after power-on: it is silent at once. The rendering thread. */
    public void powerOn() {
        synchronized (this) {
            while (!ring.isEmpty()) {
                ring.remove();
            }
            timers = new Timers();
            Arrays.fill(written, -1);
            address = 0;
        }
        Synthesis fresh = new Synthesis();
        fresh.skipTo(synthesis.frame());
        synthesis = fresh;
        silent = true;
    }

    /** Whether nothing sounds, and nothing will before a register is written. Any thread. */
    public boolean isSilent() {
        return silent && ring.isEmpty();
    }

    private void obey(long frame) {
        while (!ring.isEmpty() && WriteRing.frame(ring.first()) <= frame) {
            long write = ring.first();
            synthesis.write(WriteRing.register(write), WriteRing.value(write));
            ring.remove();
        }
    }

    /** The time of the timers at an access, in frames. */
    private double accessed(long now) {
        double clockFrames = (double) (now - origin100ns) * FRAMES / IN_100NS;
        busFrames = Math.max(busFrames + ACCESS_FRAMES, clockFrames);
        return busFrames;
    }

    /** An OPL2 has no second bank; what would make it an OPL3 is reached all the same. */
    private int address(int bank, int register) {
        boolean second = bank == 1 && (isNew() || register == (NEW_REGISTER & 0xFF));
        return register | (second ? 0x100 : 0);
    }

    private boolean isNew() {
        return (Math.max(0, written[NEW_REGISTER]) & 1) != 0;
    }

    private void data(int value, long now, double busTime) {
        if (address >= FIRST_TIMER_REGISTER && address <= LAST_TIMER_REGISTER) {
            timers.write(address, value, busTime);
        } else if (written[address] != value || countsTwice(address)) {
            // What is in the register already changes nothing.
            if (ring.offer(frameAt(now), address, value)) {
                written[address] = value;
            } else {
                lost.setRelease(lost.getPlain() + 1);
            }
        }
    }

    /**
     * Whether the same value can mean something else a second time: a waveform has fewer bits on an
     * OPL2, and a key may be another channel's meanwhile.
     */
    private static boolean countsTwice(int register) {
        return (register & 0xE0) == 0xE0 || (register & 0xF0) == 0xB0;
    }
}
