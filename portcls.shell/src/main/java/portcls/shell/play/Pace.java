package portcls.shell.play;

import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

import java.util.concurrent.TimeUnit;

/** How a player lets time pass between two looks at its stream. */
@FunctionalInterface
interface Pace {
    /** A step of real time, ms. */
    long REAL_STEP_MILLIS = 20;

    /** A step of a clock that is moved by hand, 100 ns. */
    long VIRTUAL_STEP_100NS = ReferenceTime.millis(50);

    /** Lets a step pass. */
    void step() throws InterruptedException;

    /** As time goes in the world. */
    static Pace real() {
        return () -> TimeUnit.MILLISECONDS.sleep(REAL_STEP_MILLIS);
    }

    /** As fast as everything that a clock drives can work. */
    static Pace fast(VirtualClock clock) {
        return () -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            clock.advance(VIRTUAL_STEP_100NS);
        };
    }

    /** The pace that belongs to a clock. */
    static Pace of(MasterClock clock) {
        return clock instanceof VirtualClock moved ? fast(moved) : real();
    }
}
