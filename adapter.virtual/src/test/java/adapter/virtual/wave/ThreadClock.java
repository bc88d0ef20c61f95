package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A real clock with a thread of its own, which turns at full speed. */
final class ThreadClock implements MasterClock, AutoCloseable {
    private final List<ThreadAlarm> alarms = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("clock").unstarted(this::run);
    private volatile boolean closed;
    volatile @Nullable Throwable problem;

    ThreadClock() {
        thread.start();
    }

    @Override
    public long getTime() {
        return System.nanoTime() / 100;
    }

    @Override
    public Alarm newAlarm(String name, Runnable routine) {
        ThreadAlarm alarm = new ThreadAlarm(routine);
        alarms.add(alarm);
        return alarm;
    }

    private void run() {
        while (!closed) {
            for (ThreadAlarm alarm : alarms) {
                alarm.look();
            }
            LockSupport.parkNanos(50_000);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class ThreadAlarm implements Alarm {
        private final Runnable routine;
        private long time = ReferenceTime.NEVER;

        ThreadAlarm(Runnable routine) {
            this.routine = routine;
        }

        private void look() {
            synchronized (this) {
                if (time > getTime()) {
                    return;
                }
                time = ReferenceTime.NEVER;
            }
            try {
                routine.run();
            } catch (RuntimeException | Error e) {
                problem = e;
            }
        }

        @Override
        public synchronized void at(long time100ns) {
            time = time100ns;
        }

        @Override
        public void cancel() {
            at(ReferenceTime.NEVER);
        }

        @Override
        public void close() {
            cancel();
            alarms.remove(this);
        }
    }
}
