package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.util.List;

/**
 * A device that moves sound between a cyclic buffer in memory and its connectors: the resource that
 * the stock WaveRT miniport works with. Whoever has a sound device of any kind writes one of these
 * and gets filters, streams, states, positions, packets, notifications and hot-plug from the port
 * and the miniport.
 *
 * <p>Calls at PASSIVE come from one thread at a time.
 */
@ConsumerType
public interface WaveEngine extends Resource {
    /**
     * Its connectors; each becomes a streaming pin with a bridge pin behind it. Asked once; the
     * answer does not change while the device is there.
     */
    @Irql(Level.PASSIVE)
    List<WaveEndpoint> endpoints();

    /**
     * Makes a stream; nothing moves yet.
     *
     * @param endpoint one of {@link #endpoints()}
     * @param format one that lies in the endpoint's ranges
     * @throws IOException when the device cannot do it now: its text says why and what to do
     */
    @Irql(Level.PASSIVE)
    WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException;

    @Override
    default ResourceType type() {
        return ResourceType.DEVICE_PRIVATE;
    }
}
