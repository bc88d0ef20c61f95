package adapter.virtual.sb16;

import portcls.api.adapter.Adapter;
import portcls.api.time.MasterClock;

import java.lang.reflect.Proxy;
import java.util.Optional;

/** The virtual Sound Blaster 16 without a container; its MIDI out is connected to its MIDI in. */
public final class SimulatedCard implements AutoCloseable {
    private final VirtualSb16 card;

    public SimulatedCard(MasterClock clock) {
        Object settings =
                Proxy.newProxyInstance(
                        Sb16Settings.class.getClassLoader(),
                        new Class<?>[] {Sb16Settings.class},
                        (_, method, _) ->
                                method.getName().equals("midi")
                                        ? "loop-back"
                                        : method.getDefaultValue());
        card =
                new VirtualSb16(
                        clock, Sb16Config.of((Sb16Settings) settings), _ -> Optional.empty());
    }

    /** The device. */
    public Adapter device() {
        return card;
    }

    /** From now on it says that it is an older card. */
    public void becomeOlder() {
        card.setFault(Fault.WRONG_VERSION);
    }

    @Override
    public void close() {
        card.close();
    }
}
