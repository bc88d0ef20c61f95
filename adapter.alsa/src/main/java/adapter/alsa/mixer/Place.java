package adapter.alsa.mixer;

import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;

import java.util.List;

/**
 * Where in a card an element stands. ALSA tells nothing but its name; the names are those of the
 * kernel's list of standard controls.
 */
enum Place {
    /** At a socket or wire that sound comes in by, and is mixed to what is played. */
    SOURCE,
    /** On the way of what is played. */
    WAY,
    /** Behind all that is mixed. */
    MASTER,
    /** At a socket that sound goes out by. */
    OUTPUT,
    /** Somewhere else: a switch of the hardware, a digital interface, an effect. */
    ASIDE;

    private static final List<String> OUTPUTS =
            List.of(
                    "Headphone",
                    "Speaker",
                    "Bass Speaker",
                    "Desktop Speaker",
                    "Front",
                    "Rear",
                    "Surround",
                    "Center",
                    "LFE",
                    "Side",
                    "Line Out",
                    "Master Mono");

    private static final List<String> SOURCES =
            List.of("Line", "CD", "Aux", "Phone", "Video", "Beep", "PC Speaker", "Synth", "FM");

    private static final List<String> EFFECTS =
            List.of("3D", "Tone", "IEC958", "External", "Auto-Mute", "Loopback", "Mix");

    private static final List<String> SELECTORS = List.of("Source", "Select", "Mux", "MUX");

    static Place of(String name) {
        if (name.contains("Mic")) {
            return SOURCE;
        } else if (begins(name, OUTPUTS)) {
            return OUTPUT;
        } else if (begins(name, SOURCES)) {
            return SOURCE;
        } else if (begins(name, List.of("Master"))) {
            return MASTER;
        }
        return begins(name, EFFECTS) ? ASIDE : WAY;
    }

    /**
     * Whether a choice of that name is one of what is recorded: {@code Input Source}, {@code
     * Capture Mux}. Others choose how the hardware works.
     */
    static boolean isSelector(String name) {
        return of(name) != ASIDE
                && SELECTORS.contains(name.substring(name.lastIndexOf(' ') + 1))
                && !name.contains("Playback")
                && !name.contains("DAC");
    }

    /** What is behind the socket of an output or a source of that name. */
    static KsId category(String name) {
        if (name.contains("Mic")) {
            return PinCategories.MICROPHONE;
        } else if (begins(name, List.of("Headphone"))) {
            return PinCategories.HEADPHONES;
        } else if (begins(name, List.of("LFE"))) {
            return PinCategories.LOW_FREQUENCY_EFFECTS_SPEAKER;
        } else if (begins(name, List.of("Line"))) {
            return PinCategories.LINE_CONNECTOR;
        } else if (begins(name, List.of("CD"))) {
            return PinCategories.CD_PLAYER;
        } else if (begins(name, List.of("Phone", "Master Mono"))) {
            return PinCategories.PHONE_LINE;
        }
        return of(name) == OUTPUT ? PinCategories.SPEAKER : PinCategories.ANALOG_CONNECTOR;
    }

    /** Whether whole words are at the beginning: {@code Side}, but not {@code Sidetone}. */
    private static boolean begins(String name, List<String> beginnings) {
        return beginnings.stream()
                .filter(name::startsWith)
                .anyMatch(
                        it ->
                                name.length() == it.length()
                                        || !Character.isLetter(name.charAt(it.length())));
    }
}
