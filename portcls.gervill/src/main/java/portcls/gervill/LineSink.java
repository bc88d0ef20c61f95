package portcls.gervill;

/**
 * Takes what the synthesizer renders, and by the time that it takes decides how fast it renders.
 */
public interface LineSink {
    /**
     * Takes one buffer, on the synthesizer's own thread; the next one is rendered when this
     * returns. May wait.
     *
     * @param data whole frames in {@link Gervill#format}; the synthesizer's again on return
     * @param length in bytes
     */
    void take(byte[] data, int offset, int length);

    /** Ends a {@link #take} that waits; none waits from now on. Any thread. */
    void release();
}
