package portcls.testkit;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

/** Time as it is; it has no alarms. */
public final class RealClock implements MasterClock {
    private static final int NANOS_PER_UNIT = 100;

    @Override
    public long getTime() {
        return System.nanoTime() / NANOS_PER_UNIT;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        throw new UnsupportedOperationException("this clock has no alarms: " + name);
    }
}
