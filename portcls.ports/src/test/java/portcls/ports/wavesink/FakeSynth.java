package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.dmus.SampleClock;
import portcls.api.ks.WaveFormat;
import portcls.ports.FakeWave;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A synthesizer whose sound can be counted: in the format of {@link FakeWave} a frame is one int,
 * 1, 2, 3, … over everything that it rendered. Or it gives impulses at master times, or a sine.
 */
final class FakeSynth implements ISynthSinkDMus {
    static final int IMPULSE = 0x7FFF_7FFF;
    private static final ValueLayout.OfInt FRAME = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfFloat SAMPLE = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /** One pull. */
    record Pull(long time100ns, boolean start, long position, long bytes, long address) {}

    final WaveFormat format;
    final SampleClock clock;
    final List<Pull> pulls = new CopyOnWriteArrayList<>();

    /** Master times at which an impulse shall be heard, in order; null = count. */
    @Nullable List<Long> impulses;

    /** Frequency of a sine in 32-bit float; 0 = count. */
    double hertz;

    boolean records = true;
    volatile Runnable inRender = () -> {};
    volatile long rendered;
    final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private long nextSample;
    private long syncTime;
    private boolean syncStart;
    private boolean synced;
    private int nextImpulse;

    FakeSynth(WaveFormat format) {
        this.format = format;
        clock = new SampleClock(format.samplesPerSecond());
    }

    @Override
    public void syncToMaster(long time100ns, boolean start) {
        if (start) {
            clock.start(time100ns);
            nextSample = 0;
        } else {
            clock.correct(nextSample, time100ns);
        }
        syncTime = time100ns;
        syncStart = start;
        synced = true;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void render(MemorySegment buffer, long bytePosition) {
        inRender.run();
        thread.set(Thread.currentThread());
        if (!synced) {
            throw new IllegalStateException("rendered without a time: position=" + bytePosition);
        }
        synced = false;
        long bytes = buffer.byteSize();
        if (records) {
            pulls.add(new Pull(syncTime, syncStart, bytePosition, bytes, buffer.address()));
        }
        if (bytePosition != nextSample * format.blockAlign() || bytes % format.blockAlign() != 0) {
            throw new IllegalStateException(
                    "position " + bytePosition + " instead of " + nextSample + " frames");
        }
        long frames = bytes / format.blockAlign();
        for (long i = 0; i < frames; i++) {
            put(buffer, i);
        }
        nextSample += frames;
        rendered += frames;
    }

    private void put(MemorySegment buffer, long i) {
        long total = rendered + i;
        List<Long> times = impulses;
        if (hertz > 0) {
            float value =
                    (float)
                            (0.5
                                    * Math.sin(
                                            2
                                                    * Math.PI
                                                    * hertz
                                                    * total
                                                    / format.samplesPerSecond()));
            for (int channel = 0; channel < format.channels(); channel++) {
                buffer.set(SAMPLE, i * format.blockAlign() + 4L * channel, value);
            }
        } else if (times == null) {
            buffer.set(FRAME, i * FakeWave.FRAME_BYTES, (int) total + 1);
        } else {
            boolean due =
                    nextImpulse < times.size()
                            && clock.refTimeToSample(times.get(nextImpulse)) <= nextSample + i;
            nextImpulse += due ? 1 : 0;
            buffer.set(FRAME, i * FakeWave.FRAME_BYTES, due ? IMPULSE : 0);
        }
    }

    @Override
    public long sampleToRefTime(long sample) {
        return clock.sampleToRefTime(sample);
    }

    @Override
    public long refTimeToSample(long time100ns) {
        return clock.refTimeToSample(time100ns);
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) {
        throw new UnsupportedOperationException("no events here");
    }
}
