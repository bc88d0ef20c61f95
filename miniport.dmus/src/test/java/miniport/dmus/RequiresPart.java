package miniport.dmus;

import miniport.dmus.fluidsynth.FluidLibrary;

import portcls.testkit.RequiredPart;

/** Skips a test on a machine that lacks a real part. */
public final class RequiresPart {
    private RequiresPart() {}

    /** libfluidsynth. */
    public static void fluidSynth() {
        if (FluidLibrary.find() instanceof FluidLibrary.Missing) {
            RequiredPart.missing("libfluidsynth", "libfluidsynth3");
        }
    }
}
