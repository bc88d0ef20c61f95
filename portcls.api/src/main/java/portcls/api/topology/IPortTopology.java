package portcls.api.topology;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IPort;

/**
 * The Topology port driver ({@code nn-portcls-iporttopology}): a port without methods of its own.
 */
@ProviderType
public interface IPortTopology extends IPort {}
