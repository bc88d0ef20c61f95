package portcls.gervill;

/**
 * The system class loader as this thread's context class loader, until closed. What the Java
 * platform starts or keeps for good meanwhile (threads, providers) does not get a bundle's.
 */
final class PlatformLoader implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    private PlatformLoader() {}

    static PlatformLoader enter() {
        PlatformLoader entered = new PlatformLoader();
        entered.thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return entered;
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
