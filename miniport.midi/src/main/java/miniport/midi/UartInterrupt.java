package miniport.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.IServiceGroup;
import portcls.api.midi.IPortMidi;

import java.util.function.BooleanSupplier;

/**
 * The interrupt of the device: fetches what came in and tells the port. {@link #service} runs while
 * the interrupt is held off, so it moves bytes and does nothing else; all other methods are
 * PASSIVE.
 */
final class UartInterrupt implements IInterruptSync.Routine {
    private final Mpu401 mpu;
    private final IPortMidi port;
    private final IServiceGroup group;
    private final IInterruptSync sync;

    /** Where bytes go; null = nobody captures. Touched under the sync alone. */
    private @Nullable ByteRing target;

    /** Touched under the sync alone. */
    private boolean closed;

    UartInterrupt(Mpu401 mpu, IPortMidi port, IServiceGroup group, IInterruptSync sync) {
        this.mpu = mpu;
        this.port = port;
        this.group = group;
        this.sync = sync;
    }

    @Override
    public boolean service(IInterruptSync caller) {
        boolean mine = false;
        // The count ends this when a dead device reads as "data waits" for ever.
        for (int i = 0; i < Mpu401.MAX_INPUT && !closed && mpu.hasInput(); i++) {
            mine = true;
            int value = mpu.read();
            if (target != null) {
                target.put(value);
            }
        }
        // Reading has cleared the interrupt: now the port may be told.
        if (mine && target != null) {
            port.notify(group);
        }
        return mine;
    }

    /** Runs something while the interrupt is held off; returns what it returned. */
    boolean heldOff(BooleanSupplier action) {
        return sync.callSynchronizedRoutine(_ -> action.getAsBoolean());
    }

    /** From now on bytes go there; null = they are thrown away. */
    void deliverTo(@Nullable ByteRing ring) {
        heldOff(
                () -> {
                    target = ring;
                    return true;
                });
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
