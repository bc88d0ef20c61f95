package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.PresentationPosition;

/** A stream that records what the device plays. */
final class LoopbackStream extends CaptureStream implements EngineNodeStream {
    private final Levels levels;

    LoopbackStream(Parts parts, Levels levels) {
        super(parts);
        this.levels = levels;
    }

    @Override
    public Levels levels() {
        return levels;
    }

    @Override
    public boolean isLoopedBack() {
        return false;
    }

    @Override
    public PresentationPosition getStreamPresentationPosition() {
        return presentation();
    }

    @Override
    public void setStreamCurrentWritePosition(int currentWritePosition) {
        throw new PortClsException(
                Status.INVALID_DEVICE_REQUEST,
                "the device writes into a loopback stream; only render streams have a write"
                        + " position");
    }

    @Override
    public long getStreamLinearBufferPosition() {
        return registers().transferred() * format().blockAlign();
    }
}
