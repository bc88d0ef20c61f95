package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.IMiniportWaveRTOutputStream;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.StreamRegisters;
import portcls.api.wavert.WritePacket;

/** A stream that plays. */
class RenderStream extends WaveStream implements IMiniportWaveRTOutputStream {
    RenderStream(Parts parts) {
        super(parts, false);
    }

    @Override
    public final void setWritePacket(int packetNumber, int flags, int eosPacketLength) {
        requireWorking();
        EngineBuffer buffer = requireBuffer();
        boolean last = flags == WritePacket.END_OF_STREAM;
        int packetBytes = buffer.packetFrames() * format().blockAlign();
        if (flags != 0 && !last) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "flags are 0 or END_OF_STREAM (0x200): flags=0x" + Integer.toHexString(flags));
        }
        if (last
                && (eosPacketLength < 0
                        || eosPacketLength > packetBytes
                        || eosPacketLength % format().blockAlign() != 0)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the last packet has whole frames, 0 … "
                            + packetBytes
                            + " bytes: eosPacketLength="
                            + eosPacketLength);
        }
        requireNotEnded();
        long first = firstFrame(buffer, packetNumber);
        if (last) {
            long end = first + eosPacketLength / format().blockAlign();
            buffer.silence(end, first + buffer.packetFrames());
            registers().end(end); // before the commit: what is behind it is no glitch
            handOver(buffer, first, end);
        } else {
            handOver(buffer, first, first + buffer.packetFrames());
        }
    }

    @Override
    public final PresentationPosition getOutputStreamPresentationPosition() {
        return presentation();
    }

    @Override
    public final int getPacketCount() {
        return (int) (registers().transferred() / requireBuffer().packetFrames());
    }

    /** Fails after the last packet. */
    final void requireNotEnded() {
        long end = registers().end();
        if (end != StreamRegisters.UNTRACKED) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "nothing follows the end of a stream; stop it to begin anew: endFrame=" + end);
        }
    }

    /** The frame that a packet begins with; its number wraps, that of the frame does not. */
    private long firstFrame(EngineBuffer buffer, int packetNumber) {
        long transferred = registers().transferred();
        long count = transferred / buffer.packetFrames();
        boolean inProgress = isRunning() || transferred % buffer.packetFrames() != 0;
        int ahead = packetNumber - (int) count;
        if (ahead < (inProgress ? 1 : 0)) {
            throw new PortClsException(
                    Status.DATA_LATE_ERROR,
                    "this packet comes too late; go on with "
                            + ((int) count + 1)
                            + ": packetNumber="
                            + packetNumber
                            + ", packetCount="
                            + (int) count);
        }
        if (ahead >= buffer.packets()) {
            throw new PortClsException(
                    Status.DATA_OVERRUN,
                    "there is no room for this packet yet; wait for the end of one: packetNumber="
                            + packetNumber
                            + ", packetCount="
                            + (int) count
                            + ", packets="
                            + buffer.packets());
        }
        return (count + ahead) * buffer.packetFrames();
    }

    /** Hands over up to a frame, over a hole where packets before this one did not come. */
    private void handOver(EngineBuffer buffer, long first, long until) {
        long committed = registers().committed();
        boolean hole = committed != StreamRegisters.UNTRACKED && committed < first;
        if (hole) {
            // What lies there was heard before.
            buffer.silence(Math.max(committed, registers().transferred()), first);
        }
        registers().raise(until);
        if (hole) {
            long missing = first - Math.max(committed, registers().transferred());
            if (missing > 0) {
                buffer.skipped(missing);
            }
        }
    }
}
