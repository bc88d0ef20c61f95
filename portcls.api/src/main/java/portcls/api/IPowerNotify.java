package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

import java.io.IOException;

/** Optional on miniports that care for power changes ({@code nn-portcls-ipowernotify}). */
@ConsumerType
public interface IPowerNotify {
    /**
     * The device changes its power state ({@code nf-portcls-ipowernotify-powerchangenotify}).
     * Leaving D0: called after streams were paused and before the device sleeps; returning to D0:
     * after it woke and before streams resume. The device may be touched during the call.
     *
     * @throws IOException when the device does not come back
     */
    @Irql(Level.PASSIVE)
    void powerChangeNotify(DevicePowerState powerState) throws IOException;
}
