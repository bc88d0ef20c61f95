package miniport.fmsynth;

import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;

import java.nio.ByteBuffer;

/** What a program plays. Each stream begins with the sounds of power-on. */
final class FmRender implements IMiniportMidiStream.Render {
    private final FmDevice device;
    private final Runnable onClose;

    FmRender(FmDevice device, Runnable onClose) {
        this.device = device;
        this.onClose = onClose;
        device.reset();
    }

    @Override
    public int write(ByteBuffer bytes) {
        return device.write(bytes);
    }

    @Override
    public void setState(KsState state) {
        if (state == KsState.STOP) {
            device.silence();
        }
    }

    @Override
    public void close() {
        device.silence();
        onClose.run();
    }
}
