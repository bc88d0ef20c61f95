package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Memory;
import adapter.alsa.lib.ParameterCalls;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What an open PCM can still be set to ({@code snd_pcm_hw_params_t}): each setting narrows it. One
 * thread at a time, within the life of the PCM.
 */
final class HwSpace implements AutoCloseable {
    private static final int MMAP_INTERLEAVED = 0;
    private static final int RW_INTERLEAVED = 3;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment value = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment direction = arena.allocate(ValueLayout.JAVA_LONG);
    private final Pcm pcm;
    private final long pcmHandle;
    private final long params;

    /** Everything that the PCM can be. */
    HwSpace(Pcm pcm) throws AlsaException {
        this.pcm = pcm;
        pcmHandle = pcm.handle;
        params = arena.allocate(ParameterCalls.HW_SIZE.l(), Long.BYTES).address();
        try {
            pcm.check("does not tell what it can do", ParameterCalls.HW_ANY.i(pcmHandle, params));
        } catch (AlsaException e) {
            arena.close();
            throw e;
        }
    }

    boolean has(SampleFormat format) {
        return ParameterCalls.HW_TEST_FORMAT.i(pcmHandle, params, format.code) >= 0;
    }

    boolean hasRate(int rate) {
        return ParameterCalls.HW_TEST_RATE.i(pcmHandle, params, rate, 0) >= 0;
    }

    boolean hasChannels(int channels) {
        return ParameterCalls.HW_TEST_CHANNELS.i(pcmHandle, params, channels) >= 0;
    }

    /** As an unsigned number of C. */
    long minimumRate() {
        ParameterCalls.HW_RATE_MIN.i(params, value.address(), direction.address());
        return unsigned();
    }

    /** As an unsigned number of C. */
    long maximumRate() {
        ParameterCalls.HW_RATE_MAX.i(params, value.address(), direction.address());
        return unsigned();
    }

    /** As an unsigned number of C. */
    long minimumChannels() {
        ParameterCalls.HW_CHANNELS_MIN.i(params, value.address());
        return unsigned();
    }

    /** As an unsigned number of C. */
    long maximumChannels() {
        ParameterCalls.HW_CHANNELS_MAX.i(params, value.address());
        return unsigned();
    }

    /** Whether its buffer can be worked in directly. */
    boolean canBeMapped() {
        return ParameterCalls.HW_TEST_ACCESS.i(pcmHandle, params, MMAP_INTERLEAVED) >= 0;
    }

    /**
     * Chooses how frames get in and out.
     *
     * @param mapped by working in its buffer; else by handing them over
     */
    void access(boolean mapped) throws AlsaException {
        pcm.check(
                "does not do interleaved frames: put a plug PCM before it",
                ParameterCalls.HW_SET_ACCESS.i(
                        pcmHandle, params, mapped ? MMAP_INTERLEAVED : RW_INTERLEAVED));
    }

    void set(SampleFormat format, int channels, int rate) throws AlsaException {
        pcm.check(
                "does not do samples of the format " + format,
                ParameterCalls.HW_SET_FORMAT.i(pcmHandle, params, format.code));
        long least = minimumChannels();
        long most = maximumChannels();
        pcm.check(
                "does not do channels=" + channels + ", but " + least + " to " + most,
                ParameterCalls.HW_SET_CHANNELS.i(pcmHandle, params, channels));
        long lowest = minimumRate();
        long highest = maximumRate();
        pcm.check(
                "does not do rate=" + rate + ", but some of " + lowest + " to " + highest + " Hz",
                ParameterCalls.HW_SET_RATE.i(pcmHandle, params, rate, 0));
    }

    /** Sets the size of a period, or one near; returns it. */
    int periodNear(int frames) throws AlsaException {
        value.set(ValueLayout.JAVA_LONG, 0, frames);
        direction.set(ValueLayout.JAVA_LONG, 0, 0);
        pcm.check(
                "has no period near " + frames + " frames",
                ParameterCalls.HW_PERIOD_NEAR.i(
                        pcmHandle, params, value.address(), direction.address()));
        return Math.toIntExact(value.get(ValueLayout.JAVA_LONG, 0));
    }

    /** Sets the size of the buffer, or one near; returns it. */
    int bufferNear(int frames) throws AlsaException {
        value.set(ValueLayout.JAVA_LONG, 0, frames);
        pcm.check(
                "has no buffer near " + frames + " frames",
                ParameterCalls.HW_BUFFER_NEAR.i(pcmHandle, params, value.address()));
        return Math.toIntExact(value.get(ValueLayout.JAVA_LONG, 0));
    }

    /** Makes the PCM what was chosen; it can be started then. */
    void install() throws AlsaException {
        pcm.check("cannot be set up", ParameterCalls.HW_INSTALL.i(pcmHandle, params));
    }

    private long unsigned() {
        return Integer.toUnsignedLong(Memory.intAt(value.address()));
    }

    @Override
    public void close() {
        arena.close();
    }
}
