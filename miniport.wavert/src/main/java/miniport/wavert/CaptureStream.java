package miniport.wavert;

import portcls.api.time.ReferenceTime;
import portcls.api.wavert.IMiniportWaveRTInputStream;
import portcls.api.wavert.ReadPacket;
import portcls.api.wavert.StreamRegisters;

import java.util.Optional;

/** A stream that records. */
class CaptureStream extends WaveStream implements IMiniportWaveRTInputStream {
    CaptureStream(Parts parts) {
        super(parts, true);
    }

    @Override
    public final Optional<ReadPacket> getReadPacket() {
        requireWorking();
        EngineBuffer buffer = requireBuffer();
        StreamRegisters.Reading reading = new StreamRegisters.Reading();
        registers().read(reading);
        int packetFrames = buffer.packetFrames();
        long full = reading.frames() / packetFrames;
        long committed = registers().committed();
        long packet = Math.max(0, committed) / packetFrames;
        long oldest = oldest(buffer, reading.frames(), full);
        if (packet < oldest) {
            if (committed != StreamRegisters.UNTRACKED) {
                long overwritten = reading.frames() - buffer.frames(); // counted when it was
                buffer.skipped(
                        Math.max(0, oldest * packetFrames - Math.max(committed, overwritten)));
            }
            packet = oldest;
        }
        if (packet >= full) {
            return Optional.empty();
        }
        registers().commit((packet + 1) * packetFrames);
        long age = reading.frames() - packet * packetFrames;
        long time = reading.time100ns() - age * ReferenceTime.SECOND / format().samplesPerSecond();
        return Optional.of(new ReadPacket((int) packet, 0, time, packet + 1 < full));
    }

    /** The first packet that is still whole; a running device is about to write into the next. */
    private long oldest(EngineBuffer buffer, long frames, long full) {
        long whole = Math.ceilDiv(frames - buffer.frames(), (long) buffer.packetFrames());
        long safe = isRunning() ? full - buffer.packets() + 1 : whole;
        return Math.min(Math.max(0, Math.max(whole, safe)), Math.max(0, full - 1));
    }
}
