package portcls.api.adapter;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.JackDescription;

import java.util.List;
import java.util.function.Consumer;

/**
 * Optional on {@link WaveEngine}s whose sockets change while the device is there, mostly since they
 * notice what is plugged in ({@code ksevent-pincaps-jackinfochange}). A plug that goes is no
 * removal: streams go on moving, whether anybody hears them or not.
 */
@ConsumerType
public interface JackDetection {
    /**
     * The sockets of an endpoint as they are now; {@link WaveEndpoint#jacks()} says only how they
     * were at first. Must not block.
     *
     * @param endpoint one of {@link WaveEngine#endpoints()}
     */
    @Irql(Level.ANY)
    List<JackDescription> jacks(WaveEndpoint endpoint);

    /**
     * Sets who is told, on any thread, that the sockets of an endpoint have changed; null = nobody.
     * The listener does not block. When this returns, the one before does not run and will not.
     */
    @Irql(Level.PASSIVE)
    void onJackChange(@Nullable Consumer<WaveEndpoint> listener);
}
