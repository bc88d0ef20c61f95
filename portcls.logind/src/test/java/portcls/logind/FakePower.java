package portcls.logind;

import portcls.api.power.PowerManager;
import portcls.api.power.SystemPowerState;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A power manager that keeps what it was told. Any thread. */
final class FakePower {
    /** What it was told. */
    final List<String> told = new CopyOnWriteArrayList<>();

    /** What happens while devices change. */
    volatile Runnable meanwhile = () -> {};

    /** What a change says about devices that make trouble. */
    volatile List<String> trouble = List.of();

    PowerManager manager() {
        return (PowerManager)
                Proxy.newProxyInstance(
                        PowerManager.class.getClassLoader(),
                        new Class<?>[] {PowerManager.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "suspend" ->
                                            change(
                                                    (SystemPowerState) arguments[0]
                                                            + ((boolean) arguments[1]
                                                                    ? " critical"
                                                                    : ""));
                                    case "resume" -> change("WORKING");
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private List<String> change(String what) {
        try {
            meanwhile.run();
        } finally {
            told.add(what);
        }
        return trouble;
    }
}
