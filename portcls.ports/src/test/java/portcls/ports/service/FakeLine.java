package portcls.ports.service;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.InterruptLine;

import java.util.function.BooleanSupplier;

/** An interrupt line that a test raises. */
class FakeLine implements InterruptLine {
    private volatile @Nullable BooleanSupplier handler;
    private volatile @Nullable BooleanSupplier last;

    @Override
    public void connect(BooleanSupplier newHandler) {
        if (handler != null) {
            throw new IllegalStateException("taken");
        }
        handler = newHandler;
        last = newHandler;
    }

    @Override
    public void disconnect() {
        handler = null;
    }

    @Override
    public String description() {
        return "IRQ 5";
    }

    boolean isConnected() {
        return handler != null;
    }

    /** Raises the line; says whether somebody acknowledged. */
    boolean raise() {
        BooleanSupplier connected = handler;
        return connected != null && connected.getAsBoolean();
    }

    /**
     * Raises it as a line does that does not keep to its contract: whoever was connected is called.
     */
    boolean raiseLate() {
        BooleanSupplier connected = last;
        return connected != null && connected.getAsBoolean();
    }
}
