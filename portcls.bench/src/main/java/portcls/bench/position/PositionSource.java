package portcls.bench.position;

import java.io.IOException;

/** A stream that plays, and whose position can be read. */
interface PositionSource extends AutoCloseable {
    /** Frames that were heard until now. */
    long frames();

    /** Glitches that it knows of; -1 = it cannot tell. */
    long glitches();

    @Override
    void close() throws IOException;
}
