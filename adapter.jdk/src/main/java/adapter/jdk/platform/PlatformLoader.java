package adapter.jdk.platform;

/**
 * Calls into the Java platform with its own class loader as context.
 *
 * <p>Java Sound looks its providers up by the context class loader, so this decides whose it finds.
 * And threads that it starts inherit the context class loader for good: with a bundle's, the bundle
 * could never be collected.
 */
public final class PlatformLoader {
    /** Something that may fail in one way. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T run() throws E;
    }

    private PlatformLoader() {}

    /** Calls with the platform's class loader as context. */
    public static <T, E extends Exception> T call(Call<T, E> call) throws E {
        return call(ClassLoader.getPlatformClassLoader(), call);
    }

    /** Calls with some class loader as context. */
    static <T, E extends Exception> T call(ClassLoader loader, Call<T, E> call) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
