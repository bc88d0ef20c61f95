package portcls.gervill;

import javax.sound.midi.Receiver;

/**
 * Hands messages to the synthesizer just before it renders the buffer in which they are due. Used
 * by one thread at a time.
 *
 * <p>The synthesizer starts notes at their frame; everything else takes effect with the buffer in
 * which it is due. It has no two messages at the same microsecond, and orders by them: so what is
 * no note gets the next free one, and the 22 that a frame lasts are left to notes.
 */
final class MessageFeed {
    private static final double FRAMES_PER_MICROSECOND = Gervill.SAMPLE_RATE / 1_000_000.0;
    private static final double MICROSECONDS_PER_FRAME = 1_000_000.0 / Gervill.SAMPLE_RATE;
    private static final int COMMAND = 0xF0;
    private static final int NOTE_ON = 0x90;
    private static final int VELOCITY_SHIFT = 16;

    private final MessageQueue queue = new MessageQueue();
    private final RawMessage message = new RawMessage();

    /** Frame of the output with which the next buffer begins. */
    private long start;

    /** The synthesizer's own number for it: that goes on where output is thrown away. */
    private long position;

    private long lastMicros = -1;

    /** What is due before the next buffer is due with it. */
    void add(long frame, int packed) {
        queue.add(frame, packed, MessageQueue.NONE);
    }

    void add(long frame, byte[] sysex) {
        queue.add(frame, 0, sysex);
    }

    /** First frame that is not fixed yet. */
    long start() {
        return start;
    }

    /** Forgets all messages. */
    void clear() {
        queue.clear();
    }

    /** Says which frame of the output the next buffer begins with. */
    void restartAt(long frame) {
        start = frame;
    }

    /** The next buffer is about to be rendered. */
    void send(Receiver to) {
        // Rounded as the synthesizer rounds it.
        long startMicros = (long) (position * MICROSECONDS_PER_FRAME);
        while (!queue.isEmpty() && queue.frame() < start + Gervill.BUFFER_FRAMES) {
            long micros = startMicros;
            byte[] bytes = queue.bytes();
            int packed = queue.packed();
            if (bytes.length > 0) {
                message.set(bytes);
            } else {
                message.set(packed);
                if (startsNote(packed)) {
                    micros += microsOf(queue.frame() - start);
                }
            }
            lastMicros = Math.max(micros, lastMicros + 1);
            to.send(message, lastMicros);
            queue.remove();
        }
        start += Gervill.BUFFER_FRAMES;
        position += Gervill.BUFFER_FRAMES;
    }

    private static boolean startsNote(int packed) {
        return (packed & COMMAND) == NOTE_ON && packed >> VELOCITY_SHIFT != 0;
    }

    /** The first microsecond that is rounded to that frame of a buffer. */
    private static long microsOf(long frame) {
        return frame <= 0 ? 0 : (long) Math.ceil((frame - 0.5) / FRAMES_PER_MICROSECOND);
    }
}
