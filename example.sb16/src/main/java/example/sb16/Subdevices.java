package example.sb16;

import static java.lang.System.Logger.Level.INFO;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;

import java.util.Optional;

/** Makes subdevices of a card: port, miniport, init, register. For one thread. */
final class Subdevices {
    private static final System.Logger LOG = System.getLogger(Subdevices.class.getName());

    private final PortCls portCls;
    private final Adapter device;
    private final Steps steps;

    Subdevices(PortCls portCls, Adapter device, Steps steps) {
        this.portCls = portCls;
        this.device = device;
        this.steps = steps;
    }

    /**
     * Makes one with a miniport of this driver's own.
     *
     * @param name unique on the card; the filter's id is {@code device/name}
     */
    IPort add(String name, PortClass kind, IMiniport miniport, IResourceList resources) {
        IPort port = newPort(name, kind);
        bind(name, port, miniport, resources);
        return port;
    }

    /**
     * Makes one with a miniport of the system, if the card has that function and a bundle offers
     * the miniport. Without it the card plays all the same.
     */
    Optional<IPort> addStock(
            String name,
            PortClass kind,
            MiniportClass miniport,
            Optional<IResourceList> resources) {
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        IPort port = newPort(name, kind);
        Optional<IMiniport> made = newMiniport(name, miniport);
        if (made.isEmpty()) {
            port.close();
            return Optional.empty();
        }
        bind(name, port, made.get(), resources.get());
        return Optional.of(port);
    }

    private IPort newPort(String name, PortClass kind) {
        steps.next("make the port of " + name);
        IPort port = portCls.newPort(kind);
        steps.done(port::close);
        return port;
    }

    private Optional<IMiniport> newMiniport(String name, MiniportClass miniport) {
        steps.next("make the miniport of " + name);
        try {
            return Optional.of(portCls.newMiniport(miniport));
        } catch (PortClsException e) {
            if (e.status() != Status.NOT_FOUND) {
                throw e;
            }
            LOG.log(
                    INFO,
                    "{0} has no {1}, the rest of it plays all the same: {2}",
                    device.id(),
                    name,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private void bind(String name, IPort port, IMiniport miniport, IResourceList resources) {
        steps.next("init " + name);
        port.init(device, miniport, resources);
        steps.next("register " + name);
        portCls.registerSubdevice(device, name, port);
    }
}
