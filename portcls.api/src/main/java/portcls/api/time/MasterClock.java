package portcls.api.time;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IMasterClock;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/** The master clock of the house, a service; devices that keep time themselves set alarms on it. */
@ProviderType
public interface MasterClock extends IMasterClock {
    /**
     * Makes an alarm. Its routine runs at DISPATCH on the clock's own thread; it must not block.
     *
     * @param name for the log
     */
    @Irql(Level.PASSIVE)
    Alarm newAlarm(String name, Runnable routine);

    /** Whether time is moved by hand ({@link VirtualClock}) and not by the world. */
    @Irql(Level.ANY)
    default boolean isVirtual() {
        return this instanceof VirtualClock;
    }
}
