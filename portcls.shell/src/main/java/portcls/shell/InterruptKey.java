package portcls.shell;

import org.apache.felix.service.command.CommandSession;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Lets Ctrl-C interrupt the thread of a command and nothing else while it runs: the shell by itself
 * would give the prompt back, with the name of an exception, before the command has tidied up.
 * Closing it gives the key back.
 *
 * <p>The line editor is no API of the framework, so it is asked by name; without it the shell's own
 * way stays.
 */
final class InterruptKey implements AutoCloseable {
    private static final String TERMINAL = ".terminal";
    private static final String TYPE = "org.jline.terminal.Terminal";

    private final Runnable giveBack;

    private InterruptKey(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Takes the key for this thread, which works in the foreground. */
    static InterruptKey take(CommandSession session) {
        Object terminal = session.get(TERMINAL);
        if (terminal == null) {
            return new InterruptKey(() -> {});
        }
        try {
            Thread command = Thread.currentThread();
            ClassLoader loader = terminal.getClass().getClassLoader();
            Class<?> signals = Class.forName(TYPE + "$Signal", false, loader);
            Class<?> handlers = Class.forName(TYPE + "$SignalHandler", false, loader);
            Method handle =
                    Class.forName(TYPE, false, loader).getMethod("handle", signals, handlers);
            Object key =
                    Arrays.stream(signals.getEnumConstants())
                            .filter(signal -> signal.toString().equals("INT"))
                            .findFirst()
                            .orElseThrow(NoSuchFieldException::new);
            Object interrupt =
                    Proxy.newProxyInstance(
                            loader,
                            new Class<?>[] {handlers},
                            (proxy, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            command.interrupt();
                                            yield null;
                                        }
                                        case "equals" -> arguments != null && proxy == arguments[0];
                                        case "hashCode" -> System.identityHashCode(proxy);
                                        default -> "interrupt";
                                    });
            Object before = handle.invoke(terminal, key, interrupt);
            return new InterruptKey(() -> giveBack(handle, terminal, key, before));
        } catch (ReflectiveOperationException e) {
            System.getLogger(InterruptKey.class.getName()).log(Level.DEBUG, "no key", e);
            return new InterruptKey(() -> {});
        }
    }

    @Override
    public void close() {
        giveBack.run();
    }

    private static void giveBack(Method handle, Object terminal, Object key, Object before) {
        try {
            handle.invoke(terminal, key, before);
        } catch (ReflectiveOperationException e) {
            System.getLogger(InterruptKey.class.getName())
                    .log(Level.DEBUG, "key not given back", e);
        }
    }
}
