package portcls.shell.fake;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

/** A clock that nobody can move. */
public record RealClock(FakeClock time) implements MasterClock {
    @Override
    public long getTime() {
        return time.getTime();
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        throw new UnsupportedOperationException();
    }
}
