package example.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.adapter.InterruptLine;

import java.util.function.BooleanSupplier;

/**
 * One interrupt of the card that several miniports use ({@code interrupt-sync-objects}): they share
 * one sync, and each gets a line of its own that hangs on it. Connected while one of them is.
 */
final class SharedInterrupt {
    private final IInterruptSync sync;

    /** How many lines have a handler; guarded by this. */
    private int connected;

    /**
     * Shares a sync that is not connected yet.
     *
     * @param sync in mode REPEAT: a card of this age has an edge for its interrupt, which comes
     *     again only after all of its causes were served
     */
    SharedInterrupt(IInterruptSync sync) {
        this.sync = sync;
    }

    /** A line for one miniport. */
    InterruptLine branch(String description) {
        Branch branch = new Branch(description);
        sync.registerServiceRoutine(branch, false);
        return branch;
    }

    private synchronized void connect() {
        if (connected == 0) {
            sync.connect();
        }
        connected++;
    }

    private synchronized void disconnect() {
        connected--;
        if (connected == 0) {
            sync.disconnect();
        }
    }

    /** A routine of the sync that is a line to the miniport. */
    private final class Branch implements InterruptLine, IInterruptSync.Routine {
        private final String description;

        /** Exchanged under the sync. */
        private volatile @Nullable BooleanSupplier handler;

        Branch(String description) {
            this.description = description;
        }

        @Override
        public boolean service(IInterruptSync caller) {
            BooleanSupplier current = handler;
            return current != null && current.getAsBoolean();
        }

        @Override
        public synchronized void connect(BooleanSupplier newHandler) {
            if (handler != null) {
                throw new IllegalStateException(
                        description + " has a handler already; disconnect that one first");
            }
            exchange(newHandler);
            try {
                SharedInterrupt.this.connect();
            } catch (RuntimeException e) {
                exchange(null);
                throw e;
            }
        }

        @Override
        public synchronized void disconnect() {
            if (handler != null) {
                exchange(null);
                SharedInterrupt.this.disconnect();
            }
        }

        /** When this returns the old one does not run and will not. */
        private void exchange(@Nullable BooleanSupplier newHandler) {
            sync.callSynchronizedRoutine(
                    _ -> {
                        handler = newHandler;
                        return true;
                    });
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
