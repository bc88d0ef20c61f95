package miniport.dmus.fluidsynth;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether libfluidsynth is there, and if not, what to do. */
public sealed interface FluidLibrary {
    /**
     * It is there, new enough, and has every function that is needed.
     *
     * @param name file name
     * @param symbols its functions
     */
    record Found(String name, SymbolLookup symbols) implements FluidLibrary {}

    /**
     * It cannot be used.
     *
     * @param why what is missing and what to do, for people
     */
    record Missing(String why) implements FluidLibrary {}

    /** The first version that has what is needed. */
    int OLDEST = 2;

    /** What to do about a library that is not there. */
    String NOT_FOUND =
            " was not found, so there is no device synth:fluidsynth. To have it install FluidSynth"
                + " 2 (Debian: libfluidsynth3, and timgm6mb-soundfont for instruments; macOS: brew"
                + " install fluid-synth), then restart this bundle; else nothing needs to be done.";

    /** The library of this machine. */
    static FluidLibrary find() {
        List<String> names = systemNames();
        for (String name : names) {
            Optional<SymbolLookup> symbols = load(name);
            if (symbols.isPresent()) {
                return check(name, symbols.get());
            }
        }
        return new Missing(names.getFirst() + NOT_FOUND);
    }

    /** The library of that file name. */
    static FluidLibrary find(String name) {
        return load(name)
                .map(symbols -> check(name, symbols))
                .orElseGet(() -> new Missing(name + NOT_FOUND));
    }

    private static FluidLibrary check(String name, SymbolLookup symbols) {
        List<String> absent =
                Functions.NAMES.stream().filter(n -> symbols.find(n).isEmpty()).toList();
        if (!absent.isEmpty()) {
            return new Missing(
                    name
                            + " lacks "
                            + String.join(", ", absent)
                            + ", so there is no device synth:fluidsynth. Install FluidSynth 2, then"
                            + " restart this bundle.");
        }
        int major = majorVersion(symbols);
        if (major < OLDEST) {
            return new Missing(
                    name
                            + " is too old, so there is no device synth:fluidsynth: version="
                            + major
                            + ". Install FluidSynth 2, then restart this bundle.");
        }
        return new Found(name, symbols);
    }

    private static int majorVersion(SymbolLookup symbols) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parts = arena.allocate(ValueLayout.JAVA_INT, 3);
            long at = parts.address();
            downcall(symbols, "fluid_version")
                    .invokeExact(at, at + Integer.BYTES, at + 2 * Integer.BYTES);
            return parts.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable t) {
            throw Fluid.failed(t);
        }
    }

    private static List<String> systemNames() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return List.of("libfluidsynth-3.dll", "libfluidsynth-2.dll", "libfluidsynth.dll");
        }
        return system.contains("mac")
                ? List.of(
                        "libfluidsynth.3.dylib",
                        "libfluidsynth.dylib",
                        "/opt/homebrew/lib/libfluidsynth.3.dylib",
                        "/usr/local/lib/libfluidsynth.3.dylib")
                : List.of("libfluidsynth.so.3", "libfluidsynth.so.2", "libfluidsynth.so");
    }

    /** It stays loaded: unloading it while its own libraries have threads is not safe. */
    @SuppressWarnings("restricted")
    private static Optional<SymbolLookup> load(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not there
        }
    }

    /** One of its functions. */
    @SuppressWarnings("restricted")
    static MethodHandle downcall(SymbolLookup symbols, String function) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.find(function).orElseThrow(), Functions.signature(function));
    }
}
