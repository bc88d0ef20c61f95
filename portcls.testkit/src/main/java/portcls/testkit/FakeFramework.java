package portcls.testkit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import portcls.api.adapter.Adapter;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a framework as an adapter's component meets. Any thread. */
public final class FakeFramework {
    /** Devices that are registered. */
    public final List<Adapter> devices = new CopyOnWriteArrayList<>();

    /** What was found out when a device was unregistered: its id and whether it was gone. */
    public final List<String> removals = new CopyOnWriteArrayList<>();

    /** Ids of devices that said that they have changed. */
    public final List<String> changes = new CopyOnWriteArrayList<>();

    /** Id of a device that can neither be registered nor unregistered. */
    public volatile String odd = "";

    /** Whose services are collected here. */
    public BundleContext context() {
        return proxy(
                BundleContext.class,
                (method, arguments) -> {
                    if (!method.equals("registerService")) {
                        throw new UnsupportedOperationException(method);
                    }
                    Adapter device = (Adapter) arguments[1];
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    if (!device.id().equals(properties.get("portcls.device.id"))) {
                        throw new AssertionError(properties);
                    }
                    if (device.id().equals(odd)) {
                        throw new IllegalArgumentException("odd");
                    }
                    devices.add(device);
                    return registration(device);
                });
    }

    private ServiceRegistration<?> registration(Adapter device) {
        return proxy(
                ServiceRegistration.class,
                (method, arguments) -> {
                    if (method.equals("setProperties")) {
                        changes.add(device.id());
                        return device;
                    }
                    if (!method.equals("unregister")) {
                        throw new UnsupportedOperationException(method);
                    }
                    if (device.id().equals(odd)) {
                        throw new IllegalStateException("odd");
                    }
                    removals.add(device.id() + (device.isGone() ? " gone" : ""));
                    devices.remove(device); // last: it is what tests wait for
                    return device;
                });
    }

    /** A configuration: the defaults, but for some values. */
    public static <A extends Annotation> A settings(Class<A> type, Map<String, Object> values) {
        return proxy(
                type,
                (method, arguments) -> {
                    Object value = values.get(method);
                    return value != null ? value : type.getMethod(method).getDefaultValue();
                });
    }

    private interface Answer {
        Object to(String method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                answer.to(
                                        method.getName(),
                                        arguments == null ? new Object[0] : arguments)));
    }
}
