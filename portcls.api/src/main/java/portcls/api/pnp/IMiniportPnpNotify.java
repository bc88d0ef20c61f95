package portcls.api.pnp;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Optional on WaveRT and Topology miniports: is told that its device is stopped to be started anew
 * ({@code nn-portcls-iminiportpnpnotify}).
 */
@ConsumerType
public interface IMiniportPnpNotify {
    /**
     * The device stops now ({@code nf-portcls-iminiportpnpnotify-pnpstop}). Be quick and wait for
     * no other thread; that is for {@link IAdapterPnpManagement#pnpStop}.
     */
    @Irql(Level.PASSIVE)
    void pnpStop();
}
