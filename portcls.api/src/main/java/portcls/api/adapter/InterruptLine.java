package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.function.BooleanSupplier;

/**
 * The interrupt of a device. Drivers do not use it directly but through {@link
 * portcls.api.PortCls#newInterruptSync}.
 */
@ConsumerType
public interface InterruptLine extends Resource {
    /**
     * Connects a handler; there is one at a time. It is called on a thread of the adapter whenever
     * the line is raised, and says whether the interrupt was acknowledged.
     *
     * @throws IllegalStateException when one is connected
     */
    @Irql(Level.PASSIVE)
    void connect(BooleanSupplier handler);

    /** Disconnects the handler; when this returns it does not run and will not. */
    @Irql(Level.PASSIVE)
    void disconnect();

    @Override
    default ResourceType type() {
        return ResourceType.INTERRUPT;
    }
}
