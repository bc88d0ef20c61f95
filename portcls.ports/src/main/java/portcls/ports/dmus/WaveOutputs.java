package portcls.ports.dmus;

import portcls.api.PortClass;
import portcls.api.client.Filter;
import portcls.api.ks.DataFlow;
import portcls.ports.filter.PortFilter;

import java.util.Comparator;
import java.util.List;

/** Which wave filters can play the sound of a synthesizer. */
final class WaveOutputs {
    /** From best to last resort; whatever is not in it comes before {@code jdk:}. */
    private static final List<String> ORDER =
            List.of("jack:", "alsa:hw:", "alsa:", "", "jdk:", "virtual:speaker", "virtual:");

    private static final int UNKNOWN_BUS = ORDER.indexOf("");

    private WaveOutputs() {}

    /**
     * Those that can, the best one first.
     *
     * @param present the filters of the house
     * @param wanted the id of the one that was named: no other will do; empty = any
     */
    static List<Filter> choose(List<PortFilter> present, String wanted) {
        return present.stream()
                .filter(filter -> isWave(filter.kind()))
                .filter(filter -> filter.wavePin(DataFlow.IN).isPresent())
                .filter(filter -> wanted.isEmpty() || filter.id().equals(wanted))
                .sorted(
                        Comparator.<PortFilter>comparingInt(filter -> rank(filter.id()))
                                .thenComparing(PortFilter::id))
                .map(Filter.class::cast)
                .toList();
    }

    private static boolean isWave(PortClass kind) {
        return switch (kind) {
            case WAVERT, WAVECYCLIC, WAVEPCI -> true;
            case MIDI, DMUS, TOPOLOGY -> false;
        };
    }

    private static int rank(String id) {
        for (int rank = 0; rank < ORDER.size(); rank++) {
            if (rank != UNKNOWN_BUS && id.startsWith(ORDER.get(rank))) {
                return rank;
            }
        }
        return UNKNOWN_BUS;
    }
}
