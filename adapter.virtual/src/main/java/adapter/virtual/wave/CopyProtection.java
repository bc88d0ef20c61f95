package adapter.virtual.wave;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Which frames of a stream may be heard and not stored: all while it is set, and what was in the
 * buffer when it was lifted. Neither side waits for the other.
 */
final class CopyProtection {
    private enum State {
        NONE,
        SET,
        /** The streaming thread has not seen yet that it was lifted. */
        LIFTED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);

    /** Behind the last frame that is protected; as the stream's other positions. */
    private long end;

    /** At PASSIVE: whether it is set. */
    boolean isSet() {
        return state.get() == State.SET;
    }

    /** At PASSIVE: sets or lifts it. */
    void set(boolean on) {
        if (on) {
            state.set(State.SET);
        } else {
            state.compareAndSet(State.SET, State.LIFTED);
        }
    }

    /** While the stream does not move: what was in the buffer is not played any more. */
    void rewound() {
        state.compareAndSet(State.LIFTED, State.NONE);
        end = 0;
    }

    /** The streaming thread: whether the block that begins at a frame is protected. */
    boolean covers(long frame, int bufferFrames) {
        State now = state.get();
        if (now != State.NONE) {
            end = frame + bufferFrames;
            if (now == State.LIFTED) {
                state.compareAndSet(State.LIFTED, State.NONE);
            }
        }
        return frame < end;
    }
}
