package miniport.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;

/**
 * The interrupt of the controller: takes the events of each engine and tells its stream. {@link
 * #service} runs while the interrupt is held off; all other methods are PASSIVE.
 */
final class Interrupt implements IInterruptSync.Routine {
    private static final Converter[] CONVERTERS = Converter.values();

    private final BusMaster controller;
    private final IInterruptSync sync;
    private final Engine[] engines = new Engine[CONVERTERS.length];

    // Touched under the sync alone.
    private final @Nullable Listener[] listeners = new @Nullable Listener[CONVERTERS.length];
    private boolean closed;

    /** Who is told. Only queues. */
    @FunctionalInterface
    interface Listener {
        /**
         * An engine has moved on.
         *
         * @param faulty memory did not answer: it has stopped
         */
        void interrupted(boolean faulty);
    }

    Interrupt(BusMaster controller, IInterruptSync sync) {
        this.controller = controller;
        this.sync = sync;
        for (Converter converter : CONVERTERS) {
            engines[converter.pin()] = controller.engine(converter);
        }
    }

    @Override
    public boolean service(IInterruptSync caller) {
        if (closed) {
            return false;
        }
        int status = controller.status();
        boolean mine = false;
        for (Converter converter : CONVERTERS) {
            if ((status & converter.interruptBit()) != 0 && status != -1) {
                int events = engines[converter.pin()].takeEvents();
                Listener listener = listeners[converter.pin()];
                if (listener != null) {
                    listener.interrupted((events & Engine.FAULT) != 0);
                }
                mine = true;
            }
        }
        return mine;
    }

    /** From now on that one is told of an engine; null = nobody. */
    void listen(Converter converter, @Nullable Listener listener) {
        sync.callSynchronizedRoutine(
                _ -> {
                    listeners[converter.pin()] = listener;
                    return true;
                });
    }

    /** From now on the device is left alone, even when the sync lives on with its adapter. */
    void close() {
        sync.callSynchronizedRoutine(
                _ -> {
                    closed = true;
                    return true;
                });
    }
}
