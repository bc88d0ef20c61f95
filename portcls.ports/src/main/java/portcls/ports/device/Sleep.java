package portcls.ports.device;

/** The sleep of a device, as those who call its drivers see it. On the worker. */
public interface Sleep {
    /** Of a device that never sleeps. */
    Sleep NEVER =
            new Sleep() {
                @Override
                public boolean isAsleep() {
                    return false;
                }

                @Override
                public void wake() {}

                @Override
                public void used() {}

                @Override
                public void unused() {}

                @Override
                public void beginStart() {}

                @Override
                public void endStart() {}

                @Override
                public void close() {}
            };

    /** Whether it sleeps. */
    boolean isAsleep();

    /** Wakes it for a program. */
    void wake();

    /** A program asks something of it. */
    void used();

    /** A program gave its last handle to one of its filters back. */
    void unused();

    /** A driver is about to start: that needs a device that is awake, whatever else. */
    void beginStart();

    /** It started, or failed. */
    void endStart();

    /** The device went. From any thread. */
    void close();
}
