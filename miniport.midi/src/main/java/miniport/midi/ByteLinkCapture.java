package miniport.midi;

import portcls.api.adapter.ByteLink;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes from a link while the stream runs; what comes at other times is thrown away. */
final class ByteLinkCapture implements IMiniportMidiStream.Capture {
    private static final int SCRATCH_BYTES = 256;

    /** Ends a round over a link that never runs dry; the rest comes with the next notification. */
    private static final int MAX_READS = 64;

    private final ByteLink link;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private volatile boolean running;

    ByteLinkCapture(ByteLink link) {
        this.link = link;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return link.read(buffer);
    }

    @Override
    public void setState(KsState state) {
        running = state == KsState.RUN;
    }

    /** Runs at DISPATCH as {@link #read} does, so that the two never meet. */
    void discardUnlessRunning() {
        try {
            for (int i = 0; i < MAX_READS && !running; i++) {
                if (link.read(scratch.clear()) <= 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // Nobody listens now; the stream that listens next hears of it by its own read.
        }
    }
}
