package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens a wave filter, on a thread of its own since that may take long. Nobody who waits no more
 * gets what it opens: it is closed again.
 */
final class Opening implements Runnable {
    /**
     * Packets of 10 ms: a synthesizer renders that in less than one or two, so that four are left
     * for whatever keeps the thread from running, and an event is heard after 50 to 60 ms. With
     * three packets a busy machine of two processors lost some each minute. For a driver that
     * cannot cut its buffer into six, others of the same kind.
     */
    private static final List<Buffer> BUFFERS =
            List.of(
                    Buffer.ofMillis(60).packets(6),
                    Buffer.ofMillis(40).packets(4),
                    Buffer.ofMillis(40).packets(2));

    private static final int[] COMMON_RATES = {48_000, 44_100, 96_000, 88_200, 32_000};

    private enum State {
        UNDER_WAY,
        DONE,
        ABANDONED
    }

    private final Filter filter;
    private final Music music;
    private final WaveFormat synthFormat;
    private final Runnable packetEnded;
    private final Runnable done;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private volatile @Nullable Output output;
    private volatile String failure = "";

    /**
     * Opens a filter when it is run.
     *
     * @param packetEnded for the stream: a packet ended
     * @param done called when {@link #output()} or {@link #failure()} can be asked
     */
    Opening(
            Filter filter,
            Music music,
            WaveFormat synthFormat,
            Runnable packetEnded,
            Runnable done) {
        this.filter = filter;
        this.music = music;
        this.synthFormat = synthFormat;
        this.packetEnded = packetEnded;
        this.done = done;
    }

    @Override
    public void run() {
        Output opened = null;
        try {
            opened = open();
            output = opened;
        } catch (RuntimeException | LinkageError e) {
            // Whatever a driver or the framework throws: the next look may find it well.
            failure = String.valueOf(e.getMessage() == null ? e : e.getMessage());
        }
        if (state.compareAndSet(State.UNDER_WAY, State.DONE)) {
            done.run();
        } else if (opened != null) {
            opened.close();
        }
    }

    Filter filter() {
        return filter;
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /** What was opened; null when it failed. */
    @Nullable Output output() {
        return output;
    }

    /** Why it failed. */
    String failure() {
        return failure;
    }

    /** Nobody waits for it any more; false when it is done already. */
    boolean abandon() {
        return state.compareAndSet(State.UNDER_WAY, State.ABANDONED);
    }

    private Output open() {
        WavePin pin = openPin();
        try {
            Output made = new Output(filter, pin, music, synthFormat);
            made.run(packetEnded);
            return made;
        } catch (RuntimeException | LinkageError e) {
            pin.close();
            throw e;
        }
    }

    private WavePin openPin() {
        FilterHandle handle = filter.open();
        try {
            int pinId = handle.firstWavePin(false);
            try {
                return openPin(handle, pinId, synthFormat);
            } catch (PortClsException e) {
                return openOtherwise(handle, pinId, e);
            }
        } catch (RuntimeException | LinkageError e) {
            handle.close();
            throw e;
        }
    }

    /**
     * In the format that the filter likes, since it does not take the synthesizer's; or at the rate
     * at which it runs for others already.
     */
    private static WavePin openOtherwise(FilterHandle handle, int pinId, PortClsException refusal) {
        WaveFormat liked = handle.preferredFormat(pinId);
        PortClsException last = refusal;
        for (WaveFormat format : formats(liked)) {
            if (last.status() == Status.DEVICE_REMOVED || last.status() == Status.DEVICE_BUSY) {
                throw last;
            }
            try {
                return openPin(handle, pinId, format);
            } catch (PortClsException e) {
                last = e;
            }
        }
        throw last;
    }

    private static List<WaveFormat> formats(WaveFormat liked) {
        List<WaveFormat> formats = new ArrayList<>(List.of(liked));
        for (int rate : COMMON_RATES) {
            if (rate != liked.samplesPerSecond()) {
                formats.add(
                        new WaveFormat(
                                liked.subFormat(),
                                liked.channels(),
                                rate,
                                liked.bitsPerSample(),
                                liked.validBitsPerSample(),
                                liked.channelMask(),
                                liked.extensible()));
            }
        }
        return formats;
    }

    private static WavePin openPin(FilterHandle handle, int pinId, WaveFormat format) {
        PortClsException refusal = null;
        for (Buffer buffer : BUFFERS) {
            try {
                return handle.openWave(pinId, format, buffer, true);
            } catch (PortClsException e) {
                if (e.status() != Status.UNSUCCESSFUL) {
                    throw e;
                }
                refusal = e;
            }
        }
        throw refusal;
    }
}
