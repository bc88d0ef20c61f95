package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * What a device signals at the end of each packet ({@code
 * ksproperty-rtaudio-register-notification-event}).
 */
@FunctionalInterface
@ProviderType
public interface NotificationEvent {
    /** Signals it: whoever waits wakes. Neither blocks nor allocates. */
    @Irql(Level.ANY)
    void set();
}
