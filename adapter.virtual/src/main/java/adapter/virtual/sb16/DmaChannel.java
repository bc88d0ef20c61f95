package adapter.virtual.sb16;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.DmaLine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A channel of an 8237 in auto-initialise mode: what it goes round in, and how much of it is left.
 * The card asks it for bytes or words, which it moves to and from memory many at a time: one by one
 * they would be too slow for a JVM that has just started.
 *
 * <p>Guarded by the card; what the port calls lets the card catch up first.
 */
final class DmaChannel implements DmaLine {
    private static final System.Logger LOG = System.getLogger(DmaChannel.class.getName());
    private static final int WINDOW = 1_024;

    private final Card card;
    private final int channel;
    private final int unit;
    private @Nullable MemorySegment buffer;
    private boolean writeToDevice;
    private int size;
    private int left;
    private boolean roundEnded;

    /** Bytes from {@link #windowAt} on: read ahead within a block, or not written yet. */
    private final byte[] window = new byte[WINDOW];

    private int windowAt;
    private int windowBytes;

    /**
     * A channel that is masked.
     *
     * @param unit bytes that it moves at a time
     */
    DmaChannel(Card card, int channel, int unit) {
        this.card = card;
        this.channel = channel;
        this.unit = unit;
    }

    @Override
    public int channel() {
        return channel;
    }

    @Override
    public void start(MemorySegment newBuffer, boolean toDevice) {
        int bytes = (int) Math.min(newBuffer.byteSize(), Integer.MAX_VALUE);
        if (bytes < unit) {
            throw new IllegalArgumentException(
                    description() + " moves at least " + unit + " bytes: byteSize=" + bytes);
        }
        synchronized (card) {
            card.catchUp();
            buffer = newBuffer;
            writeToDevice = toDevice;
            size = bytes - bytes % unit;
            left = size;
            roundEnded = false;
        }
        card.settle();
    }

    @Override
    public void stop() {
        synchronized (card) {
            card.catchUp();
            buffer = null;
            size = 0;
            left = 0;
        }
    }

    @Override
    public int counter() {
        synchronized (card) {
            card.catchUp();
            return left;
        }
    }

    @Override
    public boolean terminalCount() {
        synchronized (card) {
            card.catchUp();
            boolean ended = roundEnded;
            roundEnded = false;
            return ended;
        }
    }

    @Override
    public String description() {
        return "DMA " + channel;
    }

    @Override
    public String toString() {
        return description();
    }

    // The card.

    /** Whether it answers a request of that direction. */
    boolean answers(boolean toDevice) {
        return buffer != null && writeToDevice == toDevice;
    }

    /** The next byte or word, without sign; only while it answers. */
    int fetch() {
        MemorySegment memory = buffer;
        if (memory == null) {
            return 0;
        }
        int at = size - left;
        if (at < windowAt || at >= windowAt + windowBytes) {
            windowAt = at;
            windowBytes = Math.min(WINDOW, left);
            try {
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, window, 0, windowBytes);
            } catch (IllegalStateException | WrongThreadException e) {
                lose(e);
                return 0;
            }
        }
        int index = at - windowAt;
        moved();
        return unit == 1
                ? window[index] & 0xFF
                : window[index] & 0xFF | (window[index + 1] & 0xFF) << Byte.SIZE;
    }

    /** Takes the next byte or word; only while it answers. */
    void store(int value) {
        if (buffer == null) {
            return;
        }
        int at = size - left;
        if (at != windowAt + windowBytes || windowBytes == WINDOW) {
            endBlock();
            windowAt = at;
        }
        window[windowBytes] = (byte) value;
        if (unit > 1) {
            window[windowBytes + 1] = (byte) (value >> Byte.SIZE);
        }
        windowBytes += unit;
        moved();
    }

    /** Memory and device agree from here on: what was stored is there, the rest is read anew. */
    void endBlock() {
        MemorySegment memory = buffer;
        if (memory != null && !writeToDevice && windowBytes > 0) {
            try {
                MemorySegment.copy(window, 0, memory, ValueLayout.JAVA_BYTE, windowAt, windowBytes);
            } catch (IllegalStateException
                    | WrongThreadException
                    | IllegalArgumentException
                    | UnsupportedOperationException e) {
                lose(e); // freed, of another thread, or read-only
            }
        }
        windowBytes = 0;
    }

    /** The memory is not there any more: from now on as if the channel were masked. */
    private void lose(RuntimeException cause) {
        buffer = null;
        windowBytes = 0;
        LOG.log(
                WARNING,
                "{0} moves nothing any more, since its memory cannot be reached: its driver let go"
                        + " of it without stopping the channel ({1})",
                description(),
                cause.getMessage());
    }

    private void moved() {
        left -= unit;
        if (left <= 0) {
            left = size;
            roundEnded = true;
        }
    }
}
