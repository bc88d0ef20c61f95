package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;

import java.util.List;
import java.util.Optional;

/**
 * What lies between a stream and the jacks: pins and nodes, as they were when it was asked for.
 * Where a selector passes on one of its inputs, only that one belongs to the path. Holds handles of
 * the filters that were asked; close it.
 */
@ProviderType
public interface AudioPath extends AutoCloseable {
    /** Pins and nodes, those next to the stream first. */
    List<Element> elements();

    /** Where it ends. */
    List<End> ends();

    /** Everything that can be set or read on the way, what is next to the stream first. */
    List<AudioControl> controls();

    /**
     * The control of a kind that belongs to this stream: the nearest that no other sound passes
     * through, else the nearest.
     */
    Optional<AudioControl> control(PropertyKey<?> property);

    /** The volume. */
    Optional<AudioControl> volume();

    /** The switch that silences. */
    Optional<AudioControl> mute();

    /** The peak meter. */
    Optional<AudioControl> peakMeter();

    @Override
    void close();

    /**
     * A pin or a node on the way.
     *
     * @param node whether it is a node
     * @param id pin or node id
     * @param type category of the pin, type of the node
     * @param name its name
     */
    record Element(Filter filter, boolean node, int id, KsId type, String name) {}

    /**
     * The last pin of the way.
     *
     * @param beyond what an adapter said is wired there; empty when it said nothing
     * @param jacks its sockets; empty when nothing is known of them
     */
    record End(Filter filter, int pinId, String beyond, List<JackDescription> jacks) {}
}
