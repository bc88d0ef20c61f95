package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;

import java.util.List;
import java.util.Optional;

/**
 * What lies between a stream and the jacks: pins and nodes, over all filters that are wired
 * together, as they were when it was asked for ({@code audio-filter-graphs}).
 *
 * <p><b>What is played</b> has its way with the sound, from its pin to the jacks. Branches that do
 * not lead to a jack are not on it: those into a recording (a pin where programs take sound, behind
 * a "record what is played") and those into a connector where nothing is wired. When no branch
 * leads to a jack, as in a cable from one program to another, all of them are.
 *
 * <p><b>A recording</b> has its way against the sound, from its pin to everything that it records:
 * the jacks and what other programs play into it. Where a selector passes on one of its inputs,
 * only that one is on it.
 *
 * <p>Streams of other programs that join on the way are no places of it; what they share with this
 * stream says so ({@link AudioControl#isShared}).
 *
 * <p>Controls and ends are asked of the devices when they are asked for here, which may wait for a
 * driver and fails with DEVICE_REMOVED when the device is gone. Any thread. Holds handles of the
 * filters that were asked; close it, and ask for nothing after that.
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
     * The control of a kind that belongs to this stream: of those that all of its sound passes,
     * whatever branches there are, the nearest that no other sound passes through, else the
     * nearest. So it is no volume of one jack of several, and none of one of several sources of a
     * recording; these are among {@link #controls}.
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
