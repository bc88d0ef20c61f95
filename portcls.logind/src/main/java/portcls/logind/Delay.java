package portcls.logind;

/** Keeps the machine from sleeping for a moment, until it is closed. Of one thread. */
interface Delay extends AutoCloseable {
    @Override
    void close();
}
