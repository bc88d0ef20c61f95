package portcls.shell.command;

import portcls.api.PortClass;
import portcls.api.client.Filter;
import portcls.api.client.MidiPin;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFlow;
import portcls.api.ks.PinDescriptor;

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

    /**
     * Whether it takes MIDI, with time stamps or without, and has a sound or a cable of its own.
     */
    public boolean isMidiRender() {
        return isMusic() && !isSynthesizer() && categories.contains(Categories.RENDER.toString());
    }

    /** Whether MIDI comes from it, with time stamps or without. */
    public boolean isMidiCapture() {
        return isMusic() && !isSynthesizer() && categories.contains(Categories.CAPTURE.toString());
    }

    /** Whether it makes sound of MIDI and gives it out, so that a wave device can play it. */
    public boolean isSynthesizer() {
        return filter.kind() == PortClass.DMUS
                && filter.descriptor().pins().stream().anyMatch(FilterEntry::givesSound);
    }

    /** Opens its first pin that takes MIDI: with time stamps where it knows them. */
    public MidiPin openMusic() {
        return filter.kind() == PortClass.DMUS ? filter.openDirectMusic() : filter.openMidi();
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

    private static boolean givesSound(PinDescriptor pin) {
        return pin.dataFlow() == DataFlow.OUT
                && pin.dataRanges().stream().anyMatch(AudioDataRange.class::isInstance);
    }

    private boolean isMusic() {
        return filter.kind() == PortClass.MIDI || filter.kind() == PortClass.DMUS;
    }

    private boolean isWave() {
        return switch (filter.kind()) {
            case WAVERT, WAVECYCLIC, WAVEPCI -> true;
            case MIDI, DMUS, TOPOLOGY -> false;
        };
    }
}
