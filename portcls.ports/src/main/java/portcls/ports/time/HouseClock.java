package portcls.ports.time;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

/** The master clock as the ports see it: it also makes the dispatchers that run on its time. */
public sealed interface HouseClock extends MasterClock, AutoCloseable
        permits SystemClock, ManualClock {
    /** Makes the dispatcher of a device. */
    Dispatcher newDispatcher(String name);

    /** The dispatcher on which alarms run. */
    Dispatcher alarms();

    @Override
    default Alarm newAlarm(String name, Runnable routine) {
        return new DispatcherAlarm(alarms().newTimer(routine));
    }

    /** Ends the clock's own dispatcher. */
    @Override
    void close();
}
