package portcls.api.power;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.KsId;

import java.nio.ByteBuffer;

/**
 * Codes between a driver and a platform's power plug-in, both of which know what they mean ({@code
 * nn-portcls-iportclsruntimepower}). Every port offers it; the plug-in is registered by {@link
 * PowerManager#plugIn}.
 */
@ProviderType
@Irql(Level.ANY)
public interface IPortClsRuntimePower {
    /**
     * Sends a code to the plug-in ({@code nf-portcls-iportclsruntimepower-sendpowercontrol}).
     *
     * @return how many bytes of the answer there are
     * @throws portcls.api.PortClsException NOT_SUPPORTED when there is no plug-in
     */
    int sendPowerControl(Adapter device, KsId powerControlCode, ByteBuffer in, ByteBuffer out);

    /**
     * Takes codes from the plug-in ({@code
     * nf-portcls-iportclsruntimepower-registerpowercontrolcallback}); what the documents pass as
     * context the callback holds itself. Replaces an earlier one.
     */
    void registerPowerControlCallback(Adapter device, PowerControlCallback callback);

    /**
     * Takes none any more ({@code nf-portcls-iportclsruntimepower-unregisterpowercontrolcallback}).
     *
     * @throws portcls.api.PortClsException NOT_FOUND when none was registered
     */
    void unregisterPowerControlCallback(Adapter device);
}
