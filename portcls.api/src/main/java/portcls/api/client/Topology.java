package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/**
 * How filters hang together: a service for programs that look for the volume of a stream, draw a
 * sound card or build a mixer window ({@code audio-topology}, {@code exposing-filter-topology}).
 * Any thread.
 *
 * <pre>{@code
 * try (AudioPath path = topology.path(out)) {           // from the stream to the jacks
 *     path.volume().ifPresent(volume -> volume.value(AudioControl.ALL, -6 * AudioControl.DB));
 * }
 * }</pre>
 */
@ProviderType
public interface Topology {
    /** The filters of a device, by id. */
    List<Filter> filters(String deviceId);

    /** The filter of that id, {@code device} or {@code device/subdevice}. */
    Optional<Filter> find(String filterId);

    /** All wires between filters, and to what is outside. */
    List<Wire> wires();

    /**
     * What lies between a stream and the jacks, over all filters that are wired together. Close the
     * result.
     */
    AudioPath path(Pin pin);

    /**
     * The same for the streams of a pin factory: what belongs to one stream alone is not asked.
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER when the filter has no such pin,
     *     DEVICE_REMOVED when it is gone
     */
    AudioPath path(Filter filter, int pinId);

    /**
     * A filter as a mixer window shows it ({@code wdmaud-topology-parsing}). Close the result.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when it is gone
     */
    MixerView mixer(Filter filter);

    /**
     * A wire. An end outside has a name that is no filter's id.
     *
     * @param from filter id, or the name of something outside
     * @param to filter id, or the name of something outside
     */
    record Wire(String from, int fromPin, String to, int toPin) {}
}
