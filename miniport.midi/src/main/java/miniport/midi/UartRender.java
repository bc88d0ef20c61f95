package miniport.midi;

import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.mpu401.BusyLimit;
import portcls.mpu401.Mpu401;

import java.io.IOException;
import java.nio.ByteBuffer;

/** MIDI out. Bytes go straight into the device; nothing is kept here. */
final class UartRender implements IMiniportMidiStream.Render {
    private static final int GROUP = 4;

    private final Mpu401 mpu;
    private final BusyLimit busy;
    private final Runnable onClose;

    /** How many bytes of what the port still holds are in the device already: 0 … 3. */
    private int ahead;

    UartRender(Mpu401 mpu, BusyLimit busy, Runnable onClose) {
        this.mpu = mpu;
        this.busy = busy;
        this.onClose = onClose;
    }

    /**
     * Writes while there is room. The answer to a partial write is a multiple of four, but the
     * device tells only whether it has room for one byte more. So a group of four that was cut
     * short is not reported until its last byte is out: the port comes again with the whole group,
     * and {@link #ahead} says where to go on. Each byte goes out once and is reported once.
     */
    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int asked = bytes.remaining();
        int before = Math.min(ahead, asked);
        int sent = before;
        while (sent < asked && mpu.canWrite()) {
            mpu.write(bytes.get(start + sent));
            sent++;
        }
        int taken = sent == asked ? sent : sent - sent % GROUP;
        bytes.position(start + taken);
        ahead = 0; // also when the next line fails: the port then drops the rest
        busy.attempted(sent - before);
        ahead = sent - taken;
        return taken;
    }

    @Override
    public void setState(KsState state) {
        if (state == KsState.STOP) {
            ahead = 0; // the port has dropped the rest
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
