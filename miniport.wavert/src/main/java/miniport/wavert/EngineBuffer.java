package miniport.wavert;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.StreamRegisters;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The cyclic buffer between an engine and a program. What the program has handed over is read from
 * the registers that the two share; there is no other account of it.
 *
 * <p>The methods of {@link CyclicBuffer} run on the engine's streaming thread: no lock, no
 * allocation. The others run at PASSIVE.
 */
final class EngineBuffer implements CyclicBuffer {
    private final MemorySegment memory;
    private final WaveFormat format;
    private final boolean capture;
    private final int frames;
    private final int packets;
    private final int packetFrames;
    private final int blockAlign;
    private final StreamRegisters registers;
    private final PacketEvents events;
    private final Consumer<IOException> broken;

    /** What was found at PASSIVE and is the streaming thread's to count. */
    private final AtomicInteger foundGlitches = new AtomicInteger();

    private final AtomicLong foundFrames = new AtomicLong();
    private volatile boolean running;
    private volatile int delayFrames;

    /** Whether the last block was short of frames: a hole is one glitch, however long. */
    private boolean starved;

    /**
     * A buffer.
     *
     * @param memory {@code frames} of {@code format}
     * @param packets number of equal parts
     * @param events signalled at the end of each of them
     * @param broken told when the engine does not go on
     */
    EngineBuffer(
            MemorySegment memory,
            WaveFormat format,
            boolean capture,
            int frames,
            int packets,
            StreamRegisters registers,
            PacketEvents events,
            Consumer<IOException> broken) {
        this.memory = memory;
        this.format = format;
        this.capture = capture;
        this.frames = frames;
        this.packets = packets;
        this.registers = registers;
        this.events = events;
        this.broken = broken;
        packetFrames = frames / packets;
        blockAlign = format.blockAlign();
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public WaveFormat format() {
        return format;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int packets() {
        return packets;
    }

    int packetFrames() {
        return packetFrames;
    }

    @Override
    public long offset(long frame) {
        return frame % frames * blockAlign;
    }

    @Override
    public int contiguous(long frame) {
        return (int) (frames - frame % frames);
    }

    @Override
    public int playable(long frame, int wanted) {
        long committed = registers.committed();
        long end = registers.end();
        long until = committed == StreamRegisters.UNTRACKED ? Long.MAX_VALUE : committed;
        if (end != StreamRegisters.UNTRACKED) {
            until = Math.min(until, end);
        }
        return (int) Math.clamp(until - frame, 0L, (long) wanted);
    }

    @Override
    public void advance(long moved, long time100ns) {
        long before = registers.transferred();
        countFound();
        countHole(before, moved);
        registers.publish(moved, time100ns, offset(moved));
        if (moved / packetFrames != before / packetFrames || lastIsHeard(before, moved)) {
            events.signal();
        }
    }

    @Override
    public void xrun(long lost) {
        registers.glitch(lost);
    }

    @Override
    public void failed(IOException why) {
        broken.accept(why);
    }

    /** From now on the streaming thread may run, or it runs no more. */
    void running(boolean runs) {
        running = runs;
        if (!runs) {
            countFound();
        }
    }

    /** How many frames lie between the buffer and the connector, when last asked. */
    int delay() {
        return delayFrames;
    }

    void delay(int newDelayFrames) {
        delayFrames = newDelayFrames;
    }

    /** Everything as at the start. The streaming thread does not run. */
    void restart() {
        starved = false;
        registers.publish(0, 0, 0);
        registers.commit(StreamRegisters.UNTRACKED);
        registers.end(StreamRegisters.UNTRACKED);
    }

    /** Frames were skipped: the program did not hand them over, or does not read them any more. */
    void skipped(long lost) {
        foundFrames.addAndGet(lost);
        countFoundUnlessRunning();
    }

    /** The program did something that is a glitch by itself, without frames. */
    void misstep() {
        foundGlitches.incrementAndGet();
        countFoundUnlessRunning();
    }

    /** Silences frames that the program has not handed over in time. */
    void silence(long from, long until) {
        long frame = Math.max(from, until - frames);
        while (frame < until) {
            long count = Math.min(until - frame, contiguous(frame));
            Silence.fill(memory.asSlice(offset(frame), count * blockAlign), format);
            frame += count;
        }
    }

    private void countFoundUnlessRunning() {
        if (!running) {
            countFound();
        }
    }

    private void countFound() {
        if (foundFrames.get() != 0) {
            countLost(foundFrames.getAndSet(0));
        }
        if (foundGlitches.get() != 0) {
            for (int left = foundGlitches.getAndSet(0); left > 0; left--) {
                registers.glitch(0);
            }
        }
    }

    /** Render: frames that had to be played and were not there. Capture: unread and overwritten. */
    private void countHole(long before, long moved) {
        long committed = registers.committed();
        long end = registers.end();
        int kept = capture ? frames : 0;
        long needed = (end == StreamRegisters.UNTRACKED ? moved : Math.min(moved, end)) - kept;
        if (committed == StreamRegisters.UNTRACKED || needed <= committed) {
            starved = false;
            return;
        }
        long lost = needed - Math.max(committed, before - kept);
        if (lost > 0) {
            countLost(lost);
            starved = true;
        } else if (moved > before) {
            starved = false; // the hole went as far as the stream did
        }
    }

    private void countLost(long lost) {
        if (starved) {
            registers.lose(lost);
        } else {
            registers.glitch(lost);
        }
    }

    /** Earlier buffers are done when they were fetched, the last one when it was heard. */
    private boolean lastIsHeard(long before, long moved) {
        long end = registers.end();
        int delay = delayFrames;
        return end != StreamRegisters.UNTRACKED && before - delay < end && moved - delay >= end;
    }
}
