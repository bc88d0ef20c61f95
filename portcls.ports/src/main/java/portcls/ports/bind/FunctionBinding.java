package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Removal;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A miniport on one function of a device: walks the documented steps (port, miniport, init,
 * register).
 */
final class FunctionBinding extends Binding {
    private final Adapter seen;
    private final String subdevice;
    private @Nullable PortDriver port;

    FunctionBinding(
            PortSystem system, Trace trace, Driver driver, Adapter adapter, Slot slot, int bid) {
        super(system, trace, driver, adapter, slot.id, bid);
        seen = slot.seen;
        subdevice = slot.function.isEmpty() ? driver.subdevice() : slot.function;
    }

    @Override
    public List<PortFilter> filters() {
        return current().flatMap(PortDriver::filter).stream().toList();
    }

    @Override
    boolean owns(PortDriver candidate) {
        return current().filter(mine -> mine == candidate).isPresent();
    }

    @Override
    void walk() {
        IMiniport miniport = newMiniport();
        PortDriver made = makePort(portClass(miniport));
        made.serve(subdevice);
        made.init(adapter(), miniport, ResourceList.of(seen.resources()));
        if (!isStopping()) {
            system().registerSubdevice(adapter(), subdevice, made);
        }
    }

    @Override
    List<String> leave(Removal removal) {
        return current().map(mine -> mine.depart(removal)).orElse(List.of());
    }

    private synchronized Optional<PortDriver> current() {
        return Optional.ofNullable(port);
    }

    /** A stop that comes later finds it; after one that came before there is none. */
    private PortDriver makePort(PortClass portClass) {
        PortDriver made = (PortDriver) system().newPort(portClass);
        synchronized (this) {
            if (isStopping()) {
                throw new PortClsException(
                        Status.DEVICE_REMOVED, "it was let go before it started");
            }
            port = made;
        }
        return made;
    }

    private IMiniport newMiniport() {
        Object made = newInstance();
        if (made instanceof IMiniport miniport) {
            return miniport;
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                "its service is no IMiniport: " + made.getClass().getName());
    }

    private PortClass portClass(IMiniport miniport) {
        Optional<String> told = driver().portClassName();
        Optional<PortClass> known =
                told.isPresent()
                        ? told.flatMap(PortClass::ofKey)
                        : MiniportKinds.portClassOf(miniport);
        return known.orElseThrow(
                () ->
                        new PortClsException(
                                Status.NOT_SUPPORTED,
                                "it names a kind of port that is not installed: "
                                        + Driver.PORT
                                        + "="
                                        + told.orElse("(none, and no known IMiniport… interface)")
                                        + "; installed are "
                                        + Arrays.stream(PortClass.values())
                                                .map(PortClass::key)
                                                .sorted()
                                                .toList()));
    }
}
