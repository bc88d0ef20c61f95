package portcls.ports.music;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A number that one thread changes and any thread reads, perhaps a moment late. */
final class Tally {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    void add(long amount) {
        VALUE.setOpaque(this, value + amount);
    }

    void atLeast(long least) {
        if (least > value) {
            VALUE.setOpaque(this, least);
        }
    }

    long get() {
        return (long) VALUE.getOpaque(this);
    }
}
