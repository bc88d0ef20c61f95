package portcls.shell.fake;

import portcls.api.time.Alarm;
import portcls.api.time.VirtualClock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** A clock that is moved by hand and does things at times. */
public final class FakeClock implements VirtualClock, InstantSource {
    private static final int NANOS = 100;

    private final TreeMap<Long, Runnable> plan = new TreeMap<>();
    private long now;

    /** Plans something; one thing per time. */
    public void at(long time100ns, Runnable what) {
        plan.put(time100ns, what);
    }

    @Override
    public void advanceTo(long time100ns) {
        while (!plan.isEmpty() && plan.firstKey() <= time100ns) {
            Map.Entry<Long, Runnable> entry = plan.pollFirstEntry();
            now = Math.max(now, entry.getKey());
            entry.getValue().run();
        }
        now = Math.max(now, time100ns);
    }

    @Override
    public long getTime() {
        return now;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(now * NANOS);
    }
}
