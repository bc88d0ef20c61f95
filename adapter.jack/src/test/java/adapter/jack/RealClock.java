package adapter.jack;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

/** The clock of the machine. */
public final class RealClock implements MasterClock {
    @Override
    public long getTime() {
        return System.nanoTime() / 100;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        throw new UnsupportedOperationException(name);
    }
}
