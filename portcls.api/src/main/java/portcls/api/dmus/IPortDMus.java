package portcls.api.dmus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.IPort;
import portcls.api.IServiceGroup;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * The DMus port as its miniport sees it ({@code nn-dmusicks-iportdmus}, {@code dmus-port-driver}).
 */
@ProviderType
public interface IPortDMus extends IPort {
    /**
     * Tells the port that the device has something ({@code nf-dmusicks-iportdmus-notify}). Called
     * by the miniport's interrupt routine after it has cleared the interrupt; only queues. On the
     * dispatch thread the port then calls {@code putMessage(null)} on the miniport's capture
     * streams.
     *
     * @param group the group to serve; null = the miniport's own and those of all its streams
     */
    @Irql(Level.ANY)
    void notify(@Nullable IServiceGroup group);

    /**
     * Registers the miniport's group before its {@code init} has returned, so that interrupts can
     * be handled as soon as they are enabled ({@code nf-dmusicks-iportdmus-registerservicegroup}).
     * It must be the same group that {@link IMiniportDMus#serviceGroup()} gives, if that gives one.
     */
    @Irql(Level.PASSIVE)
    void registerServiceGroup(IServiceGroup group);

    /**
     * Names the wave filter that the sound of this miniport's synthesizers is played by, until a
     * program says otherwise. For miniports that are configured so; an addition of this house.
     *
     * @param filterId id of a filter, which need not be there yet; empty = the port chooses
     * @throws portcls.api.PortClsException INVALID_DEVICE_REQUEST when the miniport makes no sound
     */
    @Irql(Level.PASSIVE)
    void setWaveOutput(String filterId);
}
