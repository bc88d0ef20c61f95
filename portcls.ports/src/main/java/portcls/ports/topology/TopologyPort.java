package portcls.ports.topology;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;
import portcls.ports.filter.PinFactory;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;

import java.io.IOException;

/**
 * The Topology port driver. All that it has to do is done for every port: descriptions, properties
 * and events of nodes, physical connections. Its pins cannot be opened.
 */
public final class TopologyPort extends PortDriver implements IPortTopology {
    public TopologyPort(PortHouse house) {
        super(PortClass.TOPOLOGY, house);
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportTopology;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        ((IMiniportTopology) candidate).init(adapter, resources, this);
    }

    @Override
    protected PinFactory pins() {
        return (handle, pinId, descriptor, format) -> {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    "a topology filter has no streams: its pins are wires; open a pin of the wave"
                            + " or MIDI filter that is wired to it: filter="
                            + handle.filter().id()
                            + ", pin="
                            + pinId);
        };
    }

    @Override
    protected void forgetMiniport() {
        // Nothing of it is kept here.
    }

    @Override
    protected void stopCalls() {
        // The dispatch thread never enters a topology miniport.
    }

    @Override
    protected void unlinkMiniport() {
        // It has no service group.
    }
}
