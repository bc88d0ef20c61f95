package portcls.testkit;

import portcls.api.time.Alarm;
import portcls.api.time.VirtualClock;

import java.util.ArrayList;
import java.util.List;

/**
 * A clock that is moved by hand. Alarms fire in order of time on the thread that moves it; one that
 * is set for the past fires at once on the thread that sets it.
 */
public final class TestClock implements VirtualClock {
    private final List<TestAlarm> alarms = new ArrayList<>();
    private volatile long now;

    /** Begins at some odd time, as real clocks do. */
    public TestClock() {
        now = 1_234_567_891L;
    }

    @Override
    public long getTime() {
        return now;
    }

    @Override
    public void advanceTo(long time100ns) {
        while (true) {
            TestAlarm due = null;
            synchronized (this) {
                for (TestAlarm alarm : alarms) {
                    if (alarm.set
                            && alarm.time <= time100ns
                            && (due == null || alarm.time < due.time)) {
                        due = alarm;
                    }
                }
                if (due == null) {
                    now = Math.max(now, time100ns);
                    return;
                }
                due.set = false;
                now = Math.max(now, due.time);
            }
            due.routine.run();
        }
    }

    /** Alarms that were made and not closed. */
    public synchronized int openAlarms() {
        return alarms.size();
    }

    @Override
    public synchronized Alarm newAlarm(String name, Runnable routine) {
        TestAlarm alarm = new TestAlarm(routine);
        alarms.add(alarm);
        return alarm;
    }

    private final class TestAlarm implements Alarm {
        private final Runnable routine;
        private long time;
        private boolean set;

        TestAlarm(Runnable routine) {
            this.routine = routine;
        }

        @Override
        public void at(long time100ns) {
            synchronized (TestClock.this) {
                if (!alarms.contains(this)) {
                    return;
                }
                if (time100ns > now) {
                    time = time100ns;
                    set = true;
                    return;
                }
            }
            routine.run();
        }

        @Override
        public void cancel() {
            synchronized (TestClock.this) {
                set = false;
            }
        }

        @Override
        public void close() {
            synchronized (TestClock.this) {
                set = false;
                alarms.remove(this);
            }
        }
    }
}
