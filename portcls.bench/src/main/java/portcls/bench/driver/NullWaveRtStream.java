package portcls.bench.driver;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.wavert.AudioBuffer;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.HwLatency;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream that keeps the registers, as real drivers do, and tells of packet ends. */
final class NullWaveRtStream implements IMiniportWaveRTStreamNotification {
    private static final int FRAME_BYTES = NullWave.FORMAT.blockAlign();

    private final IPortWaveRTStream port;
    private final NullConverter converter;
    private final StreamRegisters registers;
    private final List<NotificationEvent> events = new CopyOnWriteArrayList<>();
    private volatile MemorySegment memory = MemorySegment.NULL;
    private boolean starved;

    NullWaveRtStream(IPortWaveRTStream port, NullConverter converter) {
        this.port = port;
        this.converter = converter;
        registers = port.registers();
    }

    @Override
    public AudioBuffer allocateAudioBuffer(int requestedSize) {
        Mdl pages =
                port.allocatePagesForMdl(Long.MAX_VALUE, requestedSize)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.INSUFFICIENT_RESOURCES,
                                                "there is no such memory; ask for less:"
                                                        + " requestedSize="
                                                        + requestedSize));
        memory = port.mapAllocatedPages(pages, CacheType.CACHED).asSlice(0, requestedSize);
        return new AudioBuffer(pages, requestedSize, 0, CacheType.CACHED);
    }

    @Override
    public void freeAudioBuffer(@Nullable Mdl pages, int bufferSize) {
        if (pages != null) {
            port.unmapAllocatedPages(memory, pages);
            port.freePagesFromMdl(pages);
        }
        memory = MemorySegment.NULL;
    }

    @Override
    public AudioBuffer allocateBufferWithNotification(int notificationCount, int requestedSize) {
        return allocateAudioBuffer(requestedSize);
    }

    @Override
    public void freeBufferWithNotification(Mdl pages, int bufferSize) {
        freeAudioBuffer(pages, bufferSize);
    }

    @Override
    public void registerNotificationEvent(NotificationEvent event) {
        events.add(event);
    }

    @Override
    public void unregisterNotificationEvent(NotificationEvent event) {
        events.remove(event);
    }

    @Override
    public void setState(KsState state) {
        converter.state(state);
    }

    @Override
    public void getPosition(AudioPosition position) {
        long offset = offset(converter.frames());
        position.set(offset, offset);
    }

    @Override
    public HwLatency getHWLatency() {
        return HwLatency.NONE;
    }

    MemorySegment memory() {
        return memory;
    }

    /** On the device's thread. */
    void packetEnded() {
        if (!converter.isRunning()) {
            return;
        }
        long before = registers.transferred();
        long frames = converter.frames();
        countHole(before, frames);
        registers.publish(frames, converter.now(), offset(frames));
        for (NotificationEvent event : events) {
            event.set();
        }
    }

    /** A hole is one glitch, however long. */
    private void countHole(long before, long frames) {
        long committed = registers.committed();
        boolean hole = committed >= 0 && committed < frames;
        if (hole) {
            long lost = frames - Math.max(before, committed);
            if (starved) {
                registers.lose(lost);
            } else {
                registers.glitch(lost);
            }
        }
        starved = hole;
    }

    private long offset(long frames) {
        long bytes = memory.byteSize();
        return bytes == 0 ? 0 : frames * FRAME_BYTES % bytes;
    }
}
