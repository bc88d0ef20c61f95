package portcls.ports.graph;

import org.jspecify.annotations.Nullable;

import portcls.api.client.AudioControl;
import portcls.api.ks.PropertyKey;

import java.util.Optional;

/**
 * A control that a node on the way may have. Whether this stream has it is asked of the device when
 * somebody wants to know, and once. Any thread.
 */
final class PossibleControl {
    private final Handles handles;
    private final Stop stop;
    private final PropertyKey<?> key;
    private volatile @Nullable AudioControl control;
    private volatile boolean asked;

    PossibleControl(Handles handles, Stop stop, PropertyKey<?> key) {
        this.handles = handles;
        this.stop = stop;
        this.key = key;
    }

    boolean isOf(PropertyKey<?> property) {
        return ControlKinds.isSame(key, property);
    }

    boolean isShared() {
        return stop.isShared();
    }

    /** Whether all of the stream's sound passes it. */
    boolean isWhole() {
        return stop.isWhole();
    }

    /** The control; empty when the node does not have it for this stream. */
    Optional<AudioControl> find() {
        if (!asked) {
            control =
                    NodeControl.of(handles, stop.filter(), stop.place().id(), key, stop.isShared())
                            .orElse(null);
            asked = true;
        }
        return Optional.ofNullable(control);
    }
}
