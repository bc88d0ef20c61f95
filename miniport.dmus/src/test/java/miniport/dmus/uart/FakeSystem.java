package miniport.dmus.uart;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.IPortDMus;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.testkit.FakeInterruptSync;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The system, a port and an adapter around one miniport. Writes down what is asked of them. */
final class FakeSystem {
    /** What happened, in order. */
    final List<String> events = new ArrayList<>();

    final FakeInterruptSync sync = new FakeInterruptSync(events);

    /** The groups in the order in which they were made. */
    final List<FakeServiceGroup> groups = new ArrayList<>();

    /** What the adapter offers by itself. */
    Optional<IInterruptSync> adapterSync = Optional.empty();

    /** How far each look at the clock moves it. */
    long tick100ns = ReferenceTime.millis(1);

    long now100ns;

    final MasterClock clock =
            fake(
                    MasterClock.class,
                    (_, _, _) -> {
                        now100ns += tick100ns;
                        return now100ns;
                    });

    final PortCls portCls =
            fake(
                    PortCls.class,
                    (_, method, _) ->
                            switch (method.getName()) {
                                case "masterClock" -> clock;
                                case "newServiceGroup" -> newGroup();
                                case "newInterruptSync" -> sync;
                                default ->
                                        throw new UnsupportedOperationException(method.getName());
                            });

    final IPortDMus port =
            fake(
                    IPortDMus.class,
                    (_, method, arguments) -> {
                        switch (method.getName()) {
                            case "system" -> {
                                return portCls;
                            }
                            case "notify" -> events.add("notify " + groups.indexOf(arguments[0]));
                            case "registerServiceGroup" ->
                                    events.add("group " + groups.indexOf(arguments[0]));
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return null;
                    });

    final Adapter adapter =
            new Adapter() {
                @Override
                public String id() {
                    return "test:device";
                }

                @Override
                public String name() {
                    return "Test device";
                }

                @Override
                public List<String> hardwareIds() {
                    return List.of("mpu401");
                }

                @Override
                public <T> Optional<T> adapt(Class<T> type) {
                    return adapterSync.filter(type::isInstance).map(type::cast);
                }
            };

    /** How often the port was notified. */
    long notifications() {
        return events.stream().filter("notify 0"::equals).count();
    }

    /** The group by which the output is tried again. */
    FakeServiceGroup retries() {
        return groups.getLast();
    }

    private FakeServiceGroup newGroup() {
        FakeServiceGroup group = new FakeServiceGroup();
        groups.add(group);
        return group;
    }

    private interface Handler {
        @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T fake(Class<T> type, Handler handler) {
        InvocationHandler invocation = handler::invoke;
        return type.cast(
                Proxy.newProxyInstance(
                        FakeSystem.class.getClassLoader(), new Class<?>[] {type}, invocation));
    }
}
