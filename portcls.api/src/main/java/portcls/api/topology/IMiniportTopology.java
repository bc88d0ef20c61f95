package portcls.api.topology;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

import java.io.IOException;

/**
 * A topology miniport driver ({@code nn-portcls-iminiporttopology}): the nodes of its description
 * carry the properties, and its pins are wires that nobody can open.
 */
@ConsumerType
public interface IMiniportTopology extends IMiniport {
    /**
     * Takes over the device ({@code nf-portcls-iminiporttopology-init}).
     *
     * @param adapter the device
     * @param resources what it grants
     * @param port the port, valid until {@link #close}; an {@link portcls.api.IPortEvents}, too
     * @throws IOException when the device does not work; told as it is
     */
    @Irql(Level.PASSIVE)
    void init(Adapter adapter, IResourceList resources, IPortTopology port) throws IOException;
}
