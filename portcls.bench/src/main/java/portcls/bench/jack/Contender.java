package portcls.bench.jack;

/** A stereo client that plays and records, opened for one round. */
interface Contender extends AutoCloseable {
    /** Packets of its cyclic buffers; each has one period. */
    int PACKETS = 8;

    int CHANNELS = 2;

    /** How many packets were played as silence until now, since its program was too late. */
    long late();

    @Override
    void close();
}
