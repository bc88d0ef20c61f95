package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IPort;

/**
 * The WaveRT port as its miniport sees it ({@code nn-portcls-iportwavert}). It has no notify: a
 * WaveRT device needs no service by the port.
 */
@ProviderType
public interface IPortWaveRT extends IPort {}
