package adapter.alsa;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

/** Time as it is. */
public final class RealClock implements MasterClock {
    private static final int NANOS_PER_UNIT = 100;

    @Override
    public long getTime() {
        return System.nanoTime() / NANOS_PER_UNIT;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        throw new UnsupportedOperationException("alarms");
    }
}
