package portcls.ports.graph;

import portcls.api.ks.AudioProperty;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.wavert.WaveAudioProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which properties of a node are controls: those with one number, or one switch, per channel. */
final class ControlKinds {
    private static final List<PropertyKey<?>> KNOWN =
            List.of(
                    AudioProperty.VOLUMELEVEL,
                    AudioProperty.MUTE,
                    AudioProperty.BASS,
                    AudioProperty.MID,
                    AudioProperty.TREBLE,
                    AudioProperty.BASS_BOOST,
                    AudioProperty.AGC,
                    AudioProperty.LOUDNESS,
                    AudioProperty.MUX_SOURCE,
                    WaveAudioProperty.PEAKMETER2);

    /** What the port itself serves on nodes of these types. */
    private static final Map<KsId, List<PropertyKey<?>>> BUILT_IN =
            Map.of(
                    NodeTypes.AUDIO_ENGINE,
                    List.of(
                            AudioProperty.VOLUMELEVEL,
                            AudioProperty.MUTE,
                            WaveAudioProperty.PEAKMETER2));

    private ControlKinds() {}

    /** The controls that a node may have, in the order of its table. */
    static List<PropertyKey<?>> of(NodeDescriptor node) {
        List<PropertyKey<?>> builtIn = BUILT_IN.getOrDefault(node.type(), List.of());
        if (node.automation().properties().isEmpty()) {
            return builtIn;
        }
        List<PropertyKey<?>> found = new ArrayList<>();
        for (PropertyItem<?> item : node.automation().properties()) {
            KNOWN.stream().filter(key -> isSame(key, item.key())).forEach(found::add);
        }
        builtIn.stream()
                .filter(key -> found.stream().noneMatch(other -> isSame(key, other)))
                .forEach(found::add);
        return found;
    }

    static boolean isSame(PropertyKey<?> one, PropertyKey<?> other) {
        return one.id() == other.id() && one.set().equals(other.set());
    }
}
