package portcls.ports.music;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Something that belongs to a {@link FreeList}. */
abstract sealed class Pooled permits KernelEvent, EventBuffer {
    private static final VarHandle IN_USE;

    static {
        try {
            IN_USE = MethodHandles.lookup().findVarHandle(Pooled.class, "inUse", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final FreeList<?> owner;
    final int index;

    /**
     * The next free one. Read without care by a thread that is just losing the race for this one;
     * what it read is then thrown away.
     */
    int nextFree;

    @SuppressWarnings({"unused", "FieldMayBeFinal"}) // through the handle
    private boolean inUse;

    Pooled(FreeList<?> owner, int index) {
        this.owner = owner;
        this.index = index;
    }

    final boolean isInUse() {
        return (boolean) IN_USE.getOpaque(this);
    }

    final void take() {
        IN_USE.setOpaque(this, true);
    }

    /** Of two threads that give the same thing back one gets an exception. */
    final void retire() {
        if (!IN_USE.compareAndSet(this, true, false)) {
            throw new IllegalStateException("released twice: " + getClass().getSimpleName());
        }
    }
}
