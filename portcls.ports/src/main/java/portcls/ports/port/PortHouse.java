package portcls.ports.port;

import portcls.api.IInterruptSync;
import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.ports.device.Devices;
import portcls.ports.device.Occupant;
import portcls.ports.drm.Contents;
import portcls.ports.filter.Arrivals;
import portcls.ports.filter.Publication;
import portcls.ports.pnp.Rebalances;
import portcls.ports.power.PowerHouse;
import portcls.ports.registry.RegistryKeys;
import portcls.ports.service.Keeper;

import java.time.Duration;

/** What a port needs of the system that made it. */
public interface PortHouse {
    /** The system service. */
    PortCls portCls();

    /** A service group that is ended with its driver. */
    IServiceGroup newServiceGroup(Adapter device, Keeper keeper);

    /** An interrupt sync that is ended with its driver. */
    IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode, Keeper keeper);

    /** The devices. */
    Devices devices();

    /** The wires between filters. */
    Wires wires();

    /** Where the filter of a port is published. */
    Publication publication(PortDriver port);

    /** Who waits for filters. */
    Arrivals arrivals();

    /** Protected content. */
    Contents contents();

    /** Devices that are stopped and started anew. */
    Rebalances rebalances();

    /** Power of the devices. */
    PowerHouse power();

    /** The registry keys. */
    RegistryKeys registry();

    /** How long a driver may take to come back when it is let go. */
    Duration quiesceLimit();

    /** Takes a subdevice away. */
    void unregister(Adapter device, IPort port);

    /** A port binds a miniport. */
    void taken(IMiniport miniport, Occupant port);

    /** A port let go of a miniport. On a thread that may block. */
    void giveBack(IMiniport miniport);

    /** A driver broke. On a thread that may block. */
    void broken(PortDriver port, String why);
}
