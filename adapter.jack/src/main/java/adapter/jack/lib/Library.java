package adapter.jack.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether libjack is there, and if not, what to do. */
public sealed interface Library {
    /**
     * It is there and has every function that is needed.
     *
     * @param name file name
     * @param symbols its functions
     */
    record Found(String name, SymbolLookup symbols) implements Library {}

    /**
     * It cannot be used.
     *
     * @param why what is missing and what to do, for people
     */
    record Missing(String why) implements Library {}

    /** The library of this machine. */
    static Library find() {
        return find(systemName());
    }

    /** The library of that file name. */
    static Library find(String name) {
        SymbolLookup symbols;
        try {
            symbols = load(name);
        } catch (IllegalArgumentException e) {
            return new Missing(
                    name
                            + " was not found, so there are no JACK devices. To have them install"
                            + " JACK (Debian: jackd2) or PipeWire's JACK (Debian: pipewire-jack),"
                            + " then restart this bundle; else nothing needs to be done.");
        }
        List<String> absent =
                Functions.NAMES.stream().filter(n -> symbols.find(n).isEmpty()).toList();
        return absent.isEmpty()
                ? new Found(name, symbols)
                : new Missing(
                        name
                                + " lacks "
                                + absent.stream().collect(Collectors.joining(", "))
                                + ", so there are no JACK devices. Install JACK2 1.9.8 or newer, or"
                                + " PipeWire's JACK, then restart this bundle.");
    }

    private static String systemName() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return "libjack64.dll";
        }
        return system.contains("mac") ? "libjack.0.dylib" : "libjack.so.0";
    }

    /** It stays loaded: its threads may end after its last client. */
    @SuppressWarnings("restricted")
    private static SymbolLookup load(String name) {
        return SymbolLookup.libraryLookup(name, Arena.global());
    }
}
