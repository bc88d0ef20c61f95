package portcls.ports.wavepci;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One side of the queue, getting or releasing: one call at a time is inside. A driver that calls
 * each from one thread never waits here, and the port sees to it that its own calls into the driver
 * follow each other; nothing is called, and nothing allocated, while somebody is inside.
 */
final class Side {
    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(Side.class, "inside", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by its handle
    private boolean inside;

    void enter() {
        while (!INSIDE.compareAndSet(this, false, true)) {
            Thread.onSpinWait();
        }
    }

    void leave() {
        INSIDE.setRelease(this, false);
    }
}
