package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The synthesizer's side: which sample comes next and when it is heard. Every sample is rendered
 * once and in order, to be heard or not. For the thread that pulls; allocates nothing once each
 * length was asked for.
 */
final class Music {
    private static final int BLOCKS_PER_SECOND = 50;
    private static final long ALIGNMENT = 64;

    private final ISynthSinkDMus synth;
    private final Tally tally;
    private final int rate;
    private final int frameBytes;
    private final int blockFrames;
    private final MemorySegment scratch;

    /** Beginnings of {@link #scratch} by their length in frames, as far as they were needed. */
    private final @Nullable MemorySegment[] parts;

    private boolean starts;
    private boolean begun;
    private long next;

    /** A sample and when it is heard. */
    private long anchor;

    private long anchorTime;

    private volatile long latencyTime = Long.MIN_VALUE;

    Music(ISynthSinkDMus synth, WaveFormat format, Tally tally) {
        this.synth = synth;
        this.tally = tally;
        rate = format.samplesPerSecond();
        frameBytes = format.blockAlign();
        blockFrames = Math.ceilDiv(rate, BLOCKS_PER_SECOND);
        // Native memory: a synthesizer may be a native library.
        scratch = Arena.ofAuto().allocate((long) blockFrames * frameBytes, ALIGNMENT);
        parts = new MemorySegment[blockFrames + 1];
    }

    /** Frames that {@link #scratch} has room for: 20 ms. */
    int blockFrames() {
        return blockFrames;
    }

    /** Frames per second. */
    int rate() {
        return rate;
    }

    /** Whether anything was rendered since the sink runs. */
    boolean hasBegun() {
        return begun;
    }

    /** The sample that is rendered next. */
    long next() {
        return next;
    }

    /** When that is heard, as far as is known. */
    long nextTime() {
        return anchorTime + timeOf(next - anchor);
    }

    /**
     * Master time of the first sample that is not rendered yet; the least long before the first.
     */
    long latencyTime() {
        return latencyTime;
    }

    /** The duration of so many frames, 100 ns. */
    long timeOf(long frames) {
        return Math.floorDiv(frames, (long) rate) * ReferenceTime.SECOND
                + Math.floorMod(frames, (long) rate) * ReferenceTime.SECOND / rate;
    }

    /** How many frames last that long; for less than some minutes. */
    long framesIn(long duration100ns) {
        return duration100ns * rate / ReferenceTime.SECOND;
    }

    /** The next sample is sample 0. */
    void restart() {
        anchorTime = nextTime();
        anchor = 0;
        next = 0;
        starts = true;
    }

    /** The next sample is sample 0, heard at that time. */
    void restartAt(long time100ns) {
        restart();
        anchorTime = time100ns;
    }

    /** Frames that were rendered but not heard, or never rendered. */
    void lose(long frames) {
        tally.lose(Math.max(0, frames));
    }

    /**
     * Renders sound to be heard.
     *
     * @param time100ns when the first frame will be heard
     */
    void render(MemorySegment frames, long time100ns) {
        anchor = next;
        anchorTime = time100ns;
        pull(frames, time100ns);
    }

    /**
     * Renders sound into the scratch memory.
     *
     * @param frames at most {@link #blockFrames()}
     * @return the sound
     */
    MemorySegment renderAside(int frames, long time100ns) {
        MemorySegment part = part(frames);
        render(part, time100ns);
        return part;
    }

    /** Renders sound that nobody will hear, at the time that follows. */
    void discard(long frames) {
        long left = frames;
        while (left > 0) {
            int count = (int) Math.min(left, blockFrames);
            pull(part(count), nextTime());
            left -= count;
        }
        lose(frames);
    }

    private void pull(MemorySegment frames, long time100ns) {
        boolean start = starts;
        String call = "syncToMaster";
        try {
            synth.syncToMaster(time100ns, start);
            starts = false;
            call = "render";
            synth.render(frames, next * frameBytes);
            next += frames.byteSize() / frameBytes;
            call = "sampleToRefTime";
            latencyTime = synth.sampleToRefTime(next);
        } catch (RuntimeException | Error e) {
            throw new SynthFailure(call, e);
        }
        begun = true;
        tally.render(frames.byteSize() / frameBytes);
    }

    private MemorySegment part(int frames) {
        MemorySegment part = parts[frames];
        if (part == null) {
            part = scratch.asSlice(0, (long) frames * frameBytes);
            parts[frames] = part;
        }
        return part;
    }
}
