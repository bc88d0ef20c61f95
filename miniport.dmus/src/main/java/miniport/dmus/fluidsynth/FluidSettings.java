package miniport.dmus.fluidsynth;

import java.lang.foreign.Arena;

/** The settings that a synthesizer is made with; it reads them as long as it lives. */
final class FluidSettings implements AutoCloseable {
    private final long pointer = Fluid.newSettings();

    FluidSettings set(String name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            Fluid.setInteger(pointer, arena.allocateFrom(name).address(), value);
        }
        return this;
    }

    FluidSettings set(String name, double value) {
        try (Arena arena = Arena.ofConfined()) {
            Fluid.setNumber(pointer, arena.allocateFrom(name).address(), value);
        }
        return this;
    }

    FluidSettings set(String name, boolean value) {
        return set(name, value ? 1 : 0);
    }

    long pointer() {
        return pointer;
    }

    @Override
    public void close() {
        Fluid.deleteSettings(pointer);
    }
}
