package portcls.api.ks;

import java.util.List;

/**
 * A pin factory, PCPIN_DESCRIPTOR with its KSPIN_DESCRIPTOR ({@code ns-portcls-pcpin_descriptor},
 * {@code pin-factories}).
 *
 * @param maxGlobalInstances how many instances over all open handles of the filter; 0 = cannot be
 *     opened, {@link #UNLIMITED}
 * @param maxFilterInstances the same for one open handle
 * @param minFilterInstances how many must be open before the filter can work
 * @param automation properties and events of the pin's instances
 * @param dataRanges what the pin can handle, best first
 * @param dataFlow direction as the filter sees it
 * @param communication streaming ({@link Communication#SINK}) or bridge
 * @param category what the pin is
 * @param name name among pins of equal category; equal to the category when there is no other
 */
public record PinDescriptor(
        int maxGlobalInstances,
        int maxFilterInstances,
        int minFilterInstances,
        AutomationTable automation,
        List<DataRange> dataRanges,
        DataFlow dataFlow,
        Communication communication,
        KsId category,
        KsId name) {
    /** KSINSTANCE_INDETERMINATE: no limit. */
    public static final int UNLIMITED = -1;

    public PinDescriptor {
        dataRanges = List.copyOf(dataRanges);
        if (maxGlobalInstances < UNLIMITED
                || maxFilterInstances < UNLIMITED
                || minFilterInstances < 0) {
            throw new IllegalArgumentException(
                    "instance counts are UNLIMITED (-1), 0 or more: maxGlobalInstances="
                            + maxGlobalInstances
                            + ", maxFilterInstances="
                            + maxFilterInstances
                            + ", minFilterInstances="
                            + minFilterInstances);
        }
        if (communication == Communication.BRIDGE
                && (maxGlobalInstances != 0 || maxFilterInstances != 0)) {
            throw new IllegalArgumentException(
                    "a bridge pin cannot be opened: its instance counts must be 0");
        }
    }

    /** One program at a time sends raw MIDI. */
    public static PinDescriptor midiRender() {
        return streaming(DataFlow.IN, PinCategories.MIDI_RENDER, DataRange.midi());
    }

    /** One program at a time sends music with time stamps, or raw MIDI. */
    public static PinDescriptor directMusicRender() {
        return streaming(
                DataFlow.IN, PinCategories.MIDI_RENDER, DataRange.directMusic(), DataRange.midi());
    }

    /** One program at a time reads raw MIDI. */
    public static PinDescriptor midiCapture() {
        return streaming(DataFlow.OUT, PinCategories.MIDI_CAPTURE, DataRange.midi());
    }

    /** A streaming pin with one instance. */
    public static PinDescriptor streaming(DataFlow flow, KsId category, DataRange... ranges) {
        return new PinDescriptor(
                1,
                1,
                0,
                AutomationTable.EMPTY,
                List.of(ranges),
                flow,
                Communication.SINK,
                category,
                category);
    }

    /** A bridge pin: a jack, a cable, a bus. */
    public static PinDescriptor bridge(DataFlow flow, KsId category, DataRange... ranges) {
        return new PinDescriptor(
                0,
                0,
                0,
                AutomationTable.EMPTY,
                List.of(ranges),
                flow,
                Communication.BRIDGE,
                category,
                category);
    }

    /** The same pin with other instance limits. */
    public PinDescriptor instances(int perFilter, int global) {
        return new PinDescriptor(
                global,
                perFilter,
                minFilterInstances,
                automation,
                dataRanges,
                dataFlow,
                communication,
                category,
                name);
    }

    /** The same pin with a name of its own. */
    public PinDescriptor named(KsId newName) {
        return new PinDescriptor(
                maxGlobalInstances,
                maxFilterInstances,
                minFilterInstances,
                automation,
                dataRanges,
                dataFlow,
                communication,
                category,
                newName);
    }

    /** The same pin with properties and events for its instances. */
    public PinDescriptor automation(AutomationTable table) {
        return new PinDescriptor(
                maxGlobalInstances,
                maxFilterInstances,
                minFilterInstances,
                table,
                dataRanges,
                dataFlow,
                communication,
                category,
                name);
    }

    /** Whether the pin can be opened at all, as far as the descriptor tells. */
    public boolean isStreaming() {
        return communication == Communication.SINK || communication == Communication.BOTH;
    }

    PinDescriptor withTechnology(KsId technology) {
        List<DataRange> changed =
                dataRanges.stream()
                        .map(
                                range ->
                                        range instanceof MusicDataRange music
                                                ? music.withTechnology(technology)
                                                : range)
                        .toList();
        return new PinDescriptor(
                maxGlobalInstances,
                maxFilterInstances,
                minFilterInstances,
                automation,
                changed,
                dataFlow,
                communication,
                category,
                name);
    }
}
