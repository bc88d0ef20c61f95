package adapter.virtual.ac97;

import adapter.virtual.FrameClock;

/** Takes what leaves by the output socket. Must not block. */
interface Sink {
    /**
     * Takes frames.
     *
     * @param frame number of the first one on the grid; frames that were left out are silent
     */
    void take(FrameClock grid, long frame, short[] stereo, int count);

    /** Whoever played has ended; what comes now is something else. */
    default void end() {}

    /** Waits until there is room, with no lock held: only where time is virtual. */
    default void awaitRoom() {}
}
