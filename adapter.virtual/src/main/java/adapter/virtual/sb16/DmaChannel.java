package adapter.virtual.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.DmaLine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A channel of an 8237 in auto-initialise mode: what it goes round in, and how much of it is left.
 * The card asks it for bytes or words.
 *
 * <p>Guarded by the card; what the port calls lets the card catch up first.
 */
final class DmaChannel implements DmaLine {
    private static final ValueLayout.OfShort WORD =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Card card;
    private final int channel;
    private final int unit;
    private @Nullable MemorySegment buffer;
    private boolean writeToDevice;
    private int size;
    private int left;
    private boolean roundEnded;

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
        int value =
                unit == 1
                        ? memory.get(ValueLayout.JAVA_BYTE, at) & 0xFF
                        : memory.get(WORD, at) & 0xFFFF;
        moved();
        return value;
    }

    /** Takes the next byte or word; only while it answers. */
    void store(int value) {
        MemorySegment memory = buffer;
        if (memory == null) {
            return;
        }
        int at = size - left;
        if (unit == 1) {
            memory.set(ValueLayout.JAVA_BYTE, at, (byte) value);
        } else {
            memory.set(WORD, at, (short) value);
        }
        moved();
    }

    private void moved() {
        left -= unit;
        if (left <= 0) {
            left = size;
            roundEnded = true;
        }
    }
}
