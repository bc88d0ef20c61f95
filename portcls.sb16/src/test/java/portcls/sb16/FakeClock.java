package portcls.sb16;

import portcls.api.IMasterClock;
import portcls.api.time.ReferenceTime;

/** A clock that goes on by being looked at. For one thread. */
final class FakeClock implements IMasterClock {
    /** How far each look moves it. */
    long tick100ns = ReferenceTime.millis(1);

    long now100ns;

    @Override
    public long getTime() {
        now100ns += tick100ns;
        return now100ns;
    }
}
