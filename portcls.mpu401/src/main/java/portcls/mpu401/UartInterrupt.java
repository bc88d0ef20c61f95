package portcls.mpu401;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;

import java.util.function.BooleanSupplier;

/**
 * The interrupt of the device: fetches what came in and tells the port. {@link #service} runs while
 * the interrupt is held off, so it moves bytes and does nothing else; all other methods are
 * PASSIVE.
 */
public final class UartInterrupt implements IInterruptSync.Routine {
    private final Mpu401 mpu;
    private final Runnable notify;
    private final IInterruptSync sync;

    /** Where bytes go; null = nobody captures. Touched under the sync alone. */
    private @Nullable ByteRing target;

    /** Touched under the sync alone. */
    private boolean closed;

    /**
     * An interrupt that is not connected yet.
     *
     * @param notify tells the port; only queues
     */
    UartInterrupt(Mpu401 mpu, Runnable notify, IInterruptSync sync) {
        this.mpu = mpu;
        this.notify = notify;
        this.sync = sync;
    }

    @Override
    public boolean service(IInterruptSync caller) {
        if (closed || !mpu.hasInput()) {
            return false;
        }
        ByteRing ring = target;
        long now = ring == null ? 0 : mpu.clock().getTime();
        // The count ends this when a dead device reads as "data waits" for ever.
        for (int i = 0; i < Mpu401.MAX_INPUT && mpu.hasInput(); i++) {
            int value = mpu.read();
            if (ring != null) {
                ring.put(value, now);
            }
        }
        // Reading has cleared the interrupt: now the port may be told.
        if (ring != null) {
            notify.run();
        }
        return true;
    }

    /** From now on bytes go there; null = they are thrown away. */
    public void deliverTo(@Nullable ByteRing ring) {
        heldOff(
                () -> {
                    target = ring;
                    return true;
                });
    }

    /** Runs something while the interrupt is held off; returns what it returned. */
    boolean heldOff(BooleanSupplier action) {
        return sync.callSynchronizedRoutine(_ -> action.getAsBoolean());
    }

    /** From now on the device is left alone, even when the sync lives on with its adapter. */
    void close() {
        heldOff(
                () -> {
                    closed = true;
                    target = null;
                    return true;
                });
    }
}
