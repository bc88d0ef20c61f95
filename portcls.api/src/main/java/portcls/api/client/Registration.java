package portcls.api.client;

/** A wish that can be taken back. Closing it twice is harmless. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
