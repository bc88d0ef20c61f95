package portcls.shell;

import org.apache.felix.service.command.CommandSession;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lets the line editor of a session change a typed line when Enter is pressed, before the shell
 * reads it; whoever typed it sees the change.
 *
 * <p>The line editor is no API of the framework, so it is asked by name; without it lines stay as
 * they are.
 */
final class TypedLine {
    private static final String READER = ".reader";
    private static final String PACKAGE = "org.jline.reader.";
    private static final String ENTER = "accept-line";

    private TypedLine() {}

    /** Changes every line from now on. */
    static void change(CommandSession session, UnaryOperator<String> change) {
        Object reader = session.get(READER);
        if (reader == null) {
            return;
        }
        try {
            ClassLoader loader = reader.getClass().getClassLoader();
            Class<?> readers = Class.forName(PACKAGE + "LineReader", false, loader);
            Class<?> widgets = Class.forName(PACKAGE + "Widget", false, loader);
            Class<?> buffers = Class.forName(PACKAGE + "Buffer", false, loader);
            Method getBuffer = readers.getMethod("getBuffer");
            Method clear = buffers.getMethod("clear");
            Method write = buffers.getMethod("write", CharSequence.class);
            Method apply = widgets.getMethod("apply");
            @SuppressWarnings("unchecked")
            Map<String, Object> known =
                    (Map<String, Object>) readers.getMethod("getWidgets").invoke(reader);
            Object enter = known.get(ENTER);
            if (enter == null) {
                return;
            }
            InvocationHandler handler =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "apply" -> {
                                    Object buffer = getBuffer.invoke(reader);
                                    String typed = buffer.toString();
                                    String changed = change.apply(typed);
                                    if (!changed.equals(typed)) {
                                        clear.invoke(buffer);
                                        write.invoke(buffer, changed);
                                    }
                                    yield apply.invoke(enter);
                                }
                                case "equals" -> arguments != null && proxy == arguments[0];
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> ENTER;
                            };
            known.put(ENTER, Proxy.newProxyInstance(loader, new Class<?>[] {widgets}, handler));
        } catch (ReflectiveOperationException e) {
            System.getLogger(TypedLine.class.getName())
                    .log(Level.DEBUG, "lines stay as they are typed", e);
        }
    }
}
