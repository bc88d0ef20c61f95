package portcls.bench;

/** Plays the same list of events in its own way. */
interface Player extends AutoCloseable {
    /** Events of a round. */
    int EVENTS = 500;

    /** From one event to the next: 5.3 ms, so that most events lie off the millisecond. */
    long PERIOD_NANOS = 5_300_000;

    /** What stands in the table. */
    String label();

    /** Plays a round and tells how late each event was, ns. */
    long[] play() throws InterruptedException;

    @Override
    void close();
}
