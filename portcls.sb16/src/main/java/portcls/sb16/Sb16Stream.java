package portcls.sb16;

import portcls.api.IDmaChannelSlave;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.NotificationFrequency;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * A stream of the card: a DMA channel that goes round in the cyclic buffer, and a DSP that asks it
 * for samples and interrupts after each block. Called as {@link IMiniportWaveCyclicStream} says.
 */
final class Sb16Stream implements IMiniportWaveCyclicStream {
    private static final int MILLIS = 1_000;
    private static final byte SILENT_BYTE = (byte) 0x80;

    private final Dsp dsp;
    private final IDmaChannelSlave dma;
    private final DspWidth width;
    private final boolean capture;
    private final WaveFormat format;
    private final Runnable onClose;
    private int blockFrames;
    private KsState state = KsState.STOP;

    /** Bytes that the DMA channel goes round in; 0 while it does not. */
    private volatile int cycle;

    /** Whether the DSP knows of the transfer. */
    private boolean programmed;

    /** Set while the card must be left alone. */
    private boolean asleep;

    /**
     * A stream in STOP.
     *
     * @param onClose runs once the card has forgotten it
     */
    Sb16Stream(
            Dsp dsp,
            IDmaChannelSlave dma,
            DspWidth width,
            boolean capture,
            WaveFormat format,
            Runnable onClose) {
        this.dsp = dsp;
        this.dma = dma;
        this.width = width;
        this.capture = capture;
        this.format = format;
        this.onClose = onClose;
        blockFrames = frames(10);
    }

    DspWidth width() {
        return width;
    }

    int rate() {
        return format.samplesPerSecond();
    }

    @Override
    public synchronized NotificationFrequency setNotificationFreq(int intervalMillis) {
        if (intervalMillis < 1) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the card needs some time between two notifications: intervalMillis="
                            + intervalMillis);
        }
        int longest = Dsp.LONGEST_BLOCK / format.channels();
        blockFrames = Math.min(longest, frames(intervalMillis));
        int millis = Math.max(1, (int) ((long) blockFrames * MILLIS / rate()));
        return new NotificationFrequency(millis, blockFrames * format.blockAlign());
    }

    @Override
    public synchronized void setState(KsState newState) throws IOException {
        switch (newState) {
            case RUN -> run();
            case PAUSE -> {
                if (state == KsState.RUN && programmed) {
                    dsp.pause(width);
                }
            }
            case ACQUIRE -> {}
            case STOP -> stop();
        }
        state = newState;
    }

    @Override
    public int getPosition() {
        int size = cycle;
        return size == 0 ? 0 : (size - dma.readCounter()) % size;
    }

    @Override
    public long normalizePhysicalPosition(long bytes) {
        long perSecond = format.averageBytesPerSecond();
        return bytes / perSecond * ReferenceTime.SECOND
                + bytes % perSecond * ReferenceTime.SECOND / perSecond;
    }

    @Override
    public void silence(MemorySegment buffer, long offset, long byteCount) {
        buffer.asSlice(offset, byteCount).fill(width == DspWidth.BITS_8 ? SILENT_BYTE : 0);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            stop();
        } finally {
            dma.freeBuffer();
            onClose.run();
        }
    }

    /** The card sleeps and loses its memory: the DSP has to be told again when the stream runs. */
    synchronized void sleep() {
        programmed = false;
        asleep = true;
    }

    /** The card is back: a stream that was to run meanwhile does so now. */
    synchronized void wake() throws IOException {
        if (asleep) {
            asleep = false;
            if (state == KsState.RUN) {
                run();
            }
        }
    }

    private void run() throws IOException {
        if (asleep) {
            return;
        }
        if (cycle == 0) {
            int size = dma.bufferSize();
            int whole = size - size % format.blockAlign();
            dma.start(whole, !capture);
            cycle = whole;
        }
        if (programmed) {
            dsp.resume(width);
            return;
        }
        if (capture) {
            dsp.inputRate(rate());
        } else {
            dsp.outputRate(rate());
            dsp.speaker(true);
        }
        dsp.start(width, capture, format.channels() == 2, blockFrames * format.channels());
        programmed = true;
    }

    /** Nothing touches the buffer after this, whatever the DSP says. */
    private void stop() throws IOException {
        boolean tell = programmed;
        programmed = false;
        if (cycle != 0) {
            cycle = 0;
            dma.stop();
        }
        if (tell) {
            dsp.pause(width);
            dsp.exit(width);
        }
    }

    private int frames(int millis) {
        return (int) Math.ceilDiv((long) rate() * millis, MILLIS);
    }
}
