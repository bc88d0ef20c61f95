package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;
import portcls.api.client.Removal;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.system.PortSystem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An adapter driver on a whole device: it makes the subdevices itself. */
final class WholeBinding extends Binding {
    private @Nullable ExplicitStart start;

    WholeBinding(PortSystem system, Trace trace, Driver driver, Adapter adapter, int bid) {
        super(system, trace, driver, adapter, adapter.id(), bid);
    }

    @Override
    public List<PortFilter> filters() {
        boolean isThere = state() == State.STARTING || state() == State.BOUND;
        return isThere ? system().filters(adapter()) : List.of();
    }

    /** What breaks is one subdevice of several; the driver stays. */
    @Override
    boolean owns(PortDriver candidate) {
        return false;
    }

    @Override
    void walk() {
        Object made = newInstance();
        if (!(made instanceof AdapterDriver adapterDriver)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "its service is no AdapterDriver: " + made.getClass().getName());
        }
        ExplicitStart begun =
                new ExplicitStart(system(), adapter(), driver().name(), adapterDriver);
        synchronized (this) {
            if (isStopping()) {
                return;
            }
            start = begun;
        }
        begun.start(allResources(adapter()));
    }

    @Override
    List<String> leave(Removal removal) {
        Optional<ExplicitStart> mine;
        synchronized (this) {
            mine = Optional.ofNullable(start);
            // It leads to the driver's instance.
            start = null;
        }
        return mine.map(it -> it.stop(removal)).orElse(List.of());
    }

    /** Of all functions; what they share once. */
    private static List<Resource> allResources(Adapter adapter) {
        Set<Resource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Resource> all = new ArrayList<>(adapter.resources());
        seen.addAll(all);
        for (Subdevice function : adapter.subdevices()) {
            function.resources().stream().filter(seen::add).forEach(all::add);
        }
        return List.copyOf(all);
    }
}
