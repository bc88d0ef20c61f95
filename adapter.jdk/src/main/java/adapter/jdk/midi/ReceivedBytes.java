package adapter.jdk.midi;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;

/**
 * Takes the messages of an input and keeps their bytes, as they were on the cable, until they are
 * read. A message that does not fit is left out whole, and counted. Called on a thread of the Java
 * platform, which would end with an exception: it throws none.
 */
final class ReceivedBytes implements Receiver {
    private static final int CAPACITY = 65_536;
    private static final int MAX_SHORT = 3;

    private final ByteRing ring = new ByteRing(CAPACITY);
    private final Runnable onBytes;
    private final byte[] scratch = new byte[MAX_SHORT];
    private final AtomicLong lost = new AtomicLong();

    ReceivedBytes(Runnable onBytes) {
        this.onBytes = onBytes;
    }

    @Override
    public void send(MidiMessage message, long timeStamp) {
        boolean kept =
                switch (message) {
                    case MetaMessage meta -> true; // of files, not of cables
                    case ShortMessage some -> keep(some);
                    case SysexMessage some -> keep(some);
                    default -> keep(message.getMessage(), 0, message.getLength());
                };
        if (!kept) {
            lost.incrementAndGet();
        }
        onBytes.run();
    }

    /** The reader: fetches what there is. */
    int read(ByteBuffer buffer) {
        return ring.take(buffer);
    }

    /** Whether nothing is there. */
    boolean isEmpty() {
        return ring.isEmpty();
    }

    /** Messages that were left out. */
    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        // the link is closed, not its receiver
    }

    private boolean keep(ShortMessage message) {
        scratch[0] = (byte) message.getStatus();
        scratch[1] = (byte) message.getData1();
        scratch[2] = (byte) message.getData2();
        return keep(scratch, 0, message.getLength());
    }

    /** F7 in front is Java Sound's mark of a further part; it was not on the cable. */
    private boolean keep(SysexMessage message) {
        byte[] bytes = message.getMessage();
        int from = message.getStatus() == SysexMessage.SPECIAL_SYSTEM_EXCLUSIVE ? 1 : 0;
        return keep(bytes, from, message.getLength() - from);
    }

    private boolean keep(byte[] bytes, int from, int count) {
        return ring.putAll(bytes, from, count);
    }
}
