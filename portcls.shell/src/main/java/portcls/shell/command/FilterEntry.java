package portcls.shell.command;

import portcls.api.PortClass;
import portcls.api.client.Filter;
import portcls.api.ks.Categories;

import java.util.Set;

/**
 * A filter and what its service properties say.
 *
 * @param filter the service
 * @param device id of its device
 * @param driver bundle and version of its driver
 * @param categories names of its categories
 */
public record FilterEntry(Filter filter, String device, String driver, Set<String> categories) {
    public FilterEntry {
        categories = Set.copyOf(categories);
    }

    /** Its id. */
    public String id() {
        return filter.id();
    }

    /** Whether MIDI can be sent to it. */
    public boolean isMidiRender() {
        return filter.kind() == PortClass.MIDI && categories.contains(Categories.RENDER.toString());
    }

    /** Whether MIDI comes from it. */
    public boolean isMidiCapture() {
        return filter.kind() == PortClass.MIDI
                && categories.contains(Categories.CAPTURE.toString());
    }

    /** Whether sound can be played on it. */
    public boolean isWaveRender() {
        return isWave() && categories.contains(Categories.RENDER.toString());
    }

    /** Whether sound can be recorded from it. */
    public boolean isWaveCapture() {
        return isWave() && categories.contains(Categories.CAPTURE.toString());
    }

    /** Whether it still works. */
    public boolean isThere() {
        return filter.removal().isEmpty();
    }

    private boolean isWave() {
        return switch (filter.kind()) {
            case WAVERT, WAVECYCLIC, WAVEPCI -> true;
            case MIDI, DMUS, TOPOLOGY -> false;
        };
    }
}
