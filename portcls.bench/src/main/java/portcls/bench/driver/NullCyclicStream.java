package portcls.bench.driver;

import portcls.api.IDmaChannel;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.NotificationFrequency;

import java.lang.foreign.MemorySegment;

/** A stream whose position goes round in the cyclic buffer with the clock. */
final class NullCyclicStream implements IMiniportWaveCyclicStream {
    private static final long MILLIS_PER_SECOND = ReferenceTime.SECOND / ReferenceTime.MILLISECOND;

    private final NullConverter converter;
    private final IDmaChannel channel;

    NullCyclicStream(NullConverter converter, IDmaChannel channel) {
        this.converter = converter;
        this.channel = channel;
    }

    @Override
    public NotificationFrequency setNotificationFreq(int intervalMillis) {
        long frames =
                (long) intervalMillis * NullWave.FORMAT.samplesPerSecond() / MILLIS_PER_SECOND;
        return new NotificationFrequency(
                intervalMillis, Math.toIntExact(frames * NullWave.FORMAT.blockAlign()));
    }

    @Override
    public void setState(KsState state) {
        converter.state(state);
    }

    @Override
    public int getPosition() {
        return (int) (converter.bytes() % channel.bufferSize());
    }

    @Override
    public long normalizePhysicalPosition(long bytes) {
        return NullConverter.duration(bytes);
    }

    @Override
    public void silence(MemorySegment buffer, long offset, long byteCount) {
        buffer.asSlice(offset, byteCount).fill((byte) 0);
    }
}
