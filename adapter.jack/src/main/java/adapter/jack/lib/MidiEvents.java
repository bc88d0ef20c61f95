package adapter.jack.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The events in the buffer of a MIDI port. But for {@link #now} the methods are for the process
 * thread, within one cycle; none makes objects.
 */
public final class MidiEvents implements AutoCloseable {
    private static final MethodHandle COUNT = Jack.function("jack_midi_get_event_count");
    private static final MethodHandle GET = Jack.function("jack_midi_event_get");
    private static final MethodHandle CLEAR = Jack.function("jack_midi_clear_buffer");
    private static final MethodHandle RESERVE = Jack.function("jack_midi_event_reserve");

    // jack_midi_event_t
    private static final int EVENT_BYTES = 24;
    private static final int SIZE_OFFSET = 8;
    private static final int DATA_OFFSET = 16;

    private final Arena arena = Arena.ofShared();
    private final long event = arena.allocate(EVENT_BYTES, Long.BYTES).address();

    /** Now, by the clock of the cycles, microseconds. Any thread. */
    public static long now() {
        return Jack.time();
    }

    /** How many events came in. */
    public int count(long buffer) {
        try {
            return (int) COUNT.invokeExact(buffer);
        } catch (Throwable t) {
            throw Jack.failed(t);
        }
    }

    /** Looks at an event that came in; false = there is none. */
    public boolean get(long buffer, int index) {
        try {
            return (int) GET.invokeExact(event, buffer, index) == 0;
        } catch (Throwable t) {
            throw Jack.failed(t);
        }
    }

    /** Frame of the cycle at which the event that was looked at is due. */
    public int time() {
        return NativeMemory.ALL.get(ValueLayout.JAVA_INT, event);
    }

    /** Number of bytes of it. */
    public int size() {
        return (int) NativeMemory.ALL.get(ValueLayout.JAVA_LONG, event + SIZE_OFFSET);
    }

    /** Where its bytes are. */
    public long data() {
        return NativeMemory.ALL.get(ValueLayout.JAVA_LONG, event + DATA_OFFSET);
    }

    /** Empties the buffer of an output; to be done in each cycle. */
    public void clear(long buffer) {
        try {
            CLEAR.invokeExact(buffer);
        } catch (Throwable t) {
            throw Jack.failed(t);
        }
    }

    /**
     * Makes room for an event.
     *
     * @param offset frame of the cycle at which it is due; not before the event made last
     * @return where its bytes go; 0 = no room
     */
    public long reserve(long buffer, int offset, int bytes) {
        try {
            return (long) RESERVE.invokeExact(buffer, offset, (long) bytes);
        } catch (Throwable t) {
            throw Jack.failed(t);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
