package adapter.virtual.wave;

import portcls.api.time.Alarm;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

/** A virtual clock that allocates nothing, and whose alarms can be held up. One thread. */
final class StepClock implements VirtualClock {
    private final boolean virtual;
    private final StepAlarm[] alarms = new StepAlarm[8];
    private int count;
    private long now = 987_654_321;

    /** How many alarms went off. */
    long fired;

    StepClock(boolean virtual) {
        this.virtual = virtual;
    }

    @Override
    public boolean isVirtual() {
        return virtual;
    }

    @Override
    public long getTime() {
        return now;
    }

    @Override
    public void advanceTo(long time100ns) {
        while (true) {
            StepAlarm first = null;
            for (int i = 0; i < count; i++) {
                StepAlarm alarm = alarms[i];
                if (alarm.time <= time100ns && (first == null || alarm.time < first.time)) {
                    first = alarm;
                }
            }
            if (first == null) {
                now = Math.max(now, time100ns);
                return;
            }
            now = Math.max(now, first.time);
            first.time = ReferenceTime.NEVER;
            fired++;
            first.routine.run();
        }
    }

    /** Time passes, and no alarm goes off. */
    void holdUp(long duration100ns) {
        now += duration100ns;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        StepAlarm alarm = new StepAlarm(routine);
        alarms[count] = alarm;
        count++;
        return alarm;
    }

    private static final class StepAlarm implements Alarm {
        private final Runnable routine;
        private long time = ReferenceTime.NEVER;

        StepAlarm(Runnable routine) {
            this.routine = routine;
        }

        @Override
        public void at(long time100ns) {
            time = time100ns;
        }

        @Override
        public void cancel() {
            time = ReferenceTime.NEVER;
        }

        @Override
        public void close() {
            cancel();
        }
    }
}
