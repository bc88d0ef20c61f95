package portcls.ports.wave;

/**
 * What a client's stream is over at the moment. Immutable; a change is a new one.
 *
 * @param pin the pin, or, while held, the last one
 * @param basePackets which packet of the stream is packet 0 of the pin
 * @param holePackets which packets, from this one up to the base, never moved because there was no
 *     driver
 * @param held whether the driver is gone and the stream waits for it
 * @param frozenFrames while held: frames that the pin had moved
 * @param run counts the runs: a stream that was stopped begins anew with packet 0
 */
record Session(
        ClientPin pin,
        long basePackets,
        long holePackets,
        boolean held,
        long frozenFrames,
        int run) {
    static Session first(ClientPin pin) {
        return new Session(pin, 0, 0, false, 0, 0);
    }

    /** The same after a stop. */
    Session afresh() {
        return new Session(pin, 0, 0, held, 0, run + 1);
    }

    /** The driver goes now. */
    Session heldAt(long frames) {
        return new Session(pin, basePackets, holePackets, true, frames, run);
    }

    /** The same run over another pin whose frame 0 is that packet. */
    Session on(ClientPin other, long base, int packetFrames) {
        long hole = base == basePackets ? holePackets : basePackets + frozenFrames / packetFrames;
        return new Session(other, base, hole, false, 0, run);
    }
}
