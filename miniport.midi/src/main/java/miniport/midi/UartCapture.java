package miniport.midi;

import static java.lang.System.Logger.Level.WARNING;

import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.mpu401.ByteRing;
import portcls.mpu401.UartInterrupt;

import java.nio.ByteBuffer;

/** MIDI in. The interrupt fills a ring as long as the stream runs; the port empties it. */
final class UartCapture implements IMiniportMidiStream.Capture {
    private final String device;
    private final UartInterrupt interrupt;
    private final Runnable onClose;
    private final ByteRing ring = new ByteRing();
    private long lostAndTold;

    UartCapture(String device, UartInterrupt interrupt, Runnable onClose) {
        this.device = device;
        this.interrupt = interrupt;
        this.onClose = onClose;
    }

    @Override
    public int read(ByteBuffer buffer) {
        return ring.take(buffer);
    }

    @Override
    public void setState(KsState state) {
        interrupt.deliverTo(state == KsState.RUN ? ring : null);
        tellWhatWasLost();
        if (state == KsState.STOP) {
            ring.clear();
        }
    }

    @Override
    public void close() {
        interrupt.deliverTo(null);
        onClose.run();
    }

    private void tellWhatWasLost() {
        long lost = ring.lost() - lostAndTold;
        if (lost > 0) {
            lostAndTold += lost;
            System.getLogger("miniport.midi")
                    .log(
                            WARNING,
                            device
                                    + " lost "
                                    + lost
                                    + " bytes of MIDI input: they came faster than the port"
                                    + " fetched them; give the machine less to do");
        }
    }
}
