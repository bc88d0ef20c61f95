package adapter.alsa.mixer;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What an element has for one direction.
 *
 * @param volumes ALSA's numbers of the channels that have a volume of their own
 * @param scale of the volumes; null when there are none
 * @param switches ALSA's numbers of the channels that have a switch of their own
 */
record Part(List<Integer> volumes, @Nullable Scale scale, List<Integer> switches) {
    static final Part NONE = new Part(List.of(), null, List.of());

    Part {
        volumes = List.copyOf(volumes);
        switches = List.copyOf(switches);
    }

    boolean isEmpty() {
        return volumes.isEmpty() && switches.isEmpty();
    }
}
