package portcls.ports.registry;

import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** As much of ConfigAdmin as the registry uses, in memory. */
public final class FakeConfigurationAdmin {
    /** What is kept, by PID. */
    final Map<String, Map<String, Object>> kept = new LinkedHashMap<>();

    private boolean broken;

    /** What is kept under a PID. */
    Map<String, Object> kept(String pid) {
        return Objects.requireNonNull(kept.get(pid));
    }

    /** From here on nothing can be read or written. */
    public void breakDown() {
        broken = true;
    }

    public ConfigurationAdmin service() {
        return proxy(
                ConfigurationAdmin.class,
                (method, arguments) -> {
                    if (broken) {
                        throw new IOException("the disk is gone");
                    }
                    return switch (method) {
                        case "getFactoryConfiguration" ->
                                configuration(arguments[0] + "~" + arguments[1]);
                        case "listConfigurations" -> find(String.valueOf(arguments[0]));
                        default -> throw new UnsupportedOperationException(method);
                    };
                });
    }

    private Object find(String filter) {
        return kept.keySet().stream()
                .filter(pid -> filter.equals("(service.pid=" + pid + ")"))
                .map(this::configuration)
                .toArray(Configuration[]::new);
    }

    private Configuration configuration(String pid) {
        return proxy(
                Configuration.class,
                (method, arguments) ->
                        switch (method) {
                            case "getProperties" -> properties(pid);
                            case "update" -> update(pid, arguments[0]);
                            case "delete" -> delete(pid);
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private Object update(String pid, Object dictionary) {
        Map<String, Object> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Dictionary<?, ?> given = (Dictionary<?, ?>) dictionary;
        Collections.list(given.keys())
                .forEach(key -> copy.put(String.valueOf(key), given.get(key)));
        copy.put("service.pid", pid);
        kept.put(pid, copy);
        return copy;
    }

    private Object delete(String pid) {
        kept.remove(pid);
        return NOTHING;
    }

    private Object properties(String pid) {
        Map<String, Object> properties = kept.get(pid);
        return properties == null ? NOTHING : FrameworkUtil.asDictionary(properties);
    }

    private static final Object NOTHING = new Object();

    private interface Answer {
        Object to(String method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            Object result = answer.to(method.getName(), arguments);
                            boolean nothing =
                                    NOTHING.equals(result)
                                            || method.getReturnType() == void.class
                                            || (result instanceof Object[] array
                                                    && array.length == 0);
                            return nothing ? null : result;
                        }));
    }
}
