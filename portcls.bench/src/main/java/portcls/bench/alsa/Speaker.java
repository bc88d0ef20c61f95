package portcls.bench.alsa;

import portcls.bench.stack.Longs;

import java.io.IOException;

/** Plays the test tone packet by packet, on a thread of its own, until it is closed. */
interface Speaker extends AutoCloseable {
    /** Packets of a buffer. */
    int PACKETS = 4;

    /** Lets the prepared buffer sound. */
    void start();

    /** Times at which there was room for another packet. */
    Longs wakes();

    /** Times at which a packet with a click was handed over. */
    Longs clicks();

    /** Glitches that it knows of itself; -1 = it cannot tell. */
    long glitches();

    @Override
    void close() throws IOException;
}
