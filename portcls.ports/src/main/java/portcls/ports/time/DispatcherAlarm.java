package portcls.ports.time;

import portcls.api.time.Alarm;

/** An alarm is a timer on the clock's own dispatcher. */
record DispatcherAlarm(DispatchTimer timer) implements Alarm {
    @Override
    public void at(long time100ns) {
        timer.set(time100ns);
    }

    @Override
    public void cancel() {
        timer.cancel();
    }

    @Override
    public void close() {
        timer.close();
    }
}
