package miniport.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.IServiceGroup;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.api.midi.IPortMidi;
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
    final IServiceGroup group = new FakeServiceGroup();

    /** Runs when the port is notified. */
    Runnable onNotify = () -> {};

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
                                case "newServiceGroup" -> group;
                                case "newInterruptSync" -> sync;
                                default ->
                                        throw new UnsupportedOperationException(method.getName());
                            });

    final IPortMidi port =
            fake(
                    IPortMidi.class,
                    (_, method, arguments) -> {
                        switch (method.getName()) {
                            case "system" -> {
                                return portCls;
                            }
                            case "notify" -> {
                                events.add(
                                        group.equals(arguments[0]) ? "notify" : "notify another");
                                onNotify.run();
                            }
                            case "registerServiceGroup" ->
                                    events.add(
                                            group.equals(arguments[0]) ? "group" : "another group");
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
        return events.stream().filter("notify"::equals).count();
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
