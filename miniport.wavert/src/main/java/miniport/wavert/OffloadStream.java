package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.EngineEvent;
import portcls.api.wavert.IMiniportStreamAudioEngineNode2;
import portcls.api.wavert.IPortClsEtwHelper;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.StreamRegisters;

/**
 * A stream that the device mixes. Its program tells how far it has written by bytes in the buffer
 * ({@code ksproperty-audio-wavert-current-write-position}).
 */
final class OffloadStream extends RenderStream
        implements EngineNodeStream, IMiniportStreamAudioEngineNode2 {
    private final Levels levels;
    private final boolean loopedBack;
    private final IPortClsEtwHelper trace;

    OffloadStream(Parts parts, Levels levels, boolean loopedBack, IPortClsEtwHelper trace) {
        super(parts);
        this.trace = trace;
        this.levels = levels;
        this.loopedBack = loopedBack;
    }

    @Override
    public Levels levels() {
        return levels;
    }

    @Override
    public boolean isLoopedBack() {
        return loopedBack;
    }

    /** Between the two lies what the device has fetched and not played yet. */
    @Override
    public void getPosition(AudioPosition position) {
        super.getPosition(position);
        EngineBuffer buffer = bufferIfAny();
        if (buffer != null) {
            long heard = Math.max(0, registers().transferred() - buffer.delay());
            position.set(buffer.offset(heard), position.writeOffset());
        }
    }

    @Override
    public PresentationPosition getStreamPresentationPosition() {
        return presentation();
    }

    @Override
    public void setStreamCurrentWritePosition(int currentWritePosition) {
        EngineBuffer buffer = requireWritable(currentWritePosition);
        long committed = registers().committed();
        long written = written(buffer, committed, currentWritePosition);
        if (written == 0 && committed != StreamRegisters.UNTRACKED) {
            buffer.misstep(); // the same position twice: nothing was written in time
            trace.miniportWriteEtwEvent(
                    EngineEvent.GLITCH_REPORT,
                    getStreamLinearBufferPosition(),
                    committed * format().blockAlign(),
                    EngineEvent.SAME_WRITE_POSITION,
                    currentWritePosition);
            return;
        }
        registers().raise(frame(buffer, committed, written));
    }

    @Override
    public void setStreamCurrentWritePositionForLastBuffer(int writePosition) {
        EngineBuffer buffer = requireWritable(writePosition);
        long committed = registers().committed();
        long end = frame(buffer, committed, written(buffer, committed, writePosition));
        registers().end(end); // before the commit: what is behind it is no glitch
        registers().raise(end);
    }

    @Override
    public long getStreamLinearBufferPosition() {
        return registers().transferred() * format().blockAlign();
    }

    private EngineBuffer requireWritable(int position) {
        requireWorking();
        EngineBuffer buffer = requireBuffer();
        long bytes = (long) buffer.frames() * format().blockAlign();
        if (position < 0 || position > bytes || position % format().blockAlign() != 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a write position lies between two frames, 0 … "
                            + bytes
                            + " bytes: writePosition="
                            + position);
        }
        requireNotEnded();
        return buffer;
    }

    /** Frames written since the last position; a stream begins at 0 and may begin with all. */
    private long written(EngineBuffer buffer, long committed, int position) {
        long frames = position / format().blockAlign();
        if (committed == StreamRegisters.UNTRACKED) {
            return frames;
        }
        return WritePosition.between(
                committed % buffer.frames(), frames % buffer.frames(), buffer.frames());
    }

    private long frame(EngineBuffer buffer, long committed, long written) {
        return WritePosition.frame(
                Math.max(0, committed), written, registers().transferred(), buffer.frames());
    }
}
