package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;

/**
 * Takes physical connections away ({@code nn-portcls-iunregisterphysicalconnection}); every port
 * has it. All three fail with NOT_FOUND when there is no such connection.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IUnregisterPhysicalConnection {
    /**
     * Between two ports ({@code
     * nf-portcls-iunregisterphysicalconnection-unregisterphysicalconnection}).
     */
    void unregisterPhysicalConnection(Adapter device, IPort from, int fromPin, IPort to, int toPin);

    /** To something outside ({@code …-unregisterphysicalconnectiontoexternal}). */
    void unregisterPhysicalConnectionToExternal(
            Adapter device, IPort from, int fromPin, String to, int toPin);

    /** From something outside ({@code …-unregisterphysicalconnectionfromexternal}). */
    void unregisterPhysicalConnectionFromExternal(
            Adapter device, String from, int fromPin, IPort to, int toPin);
}
