package miniport.dmus;

import miniport.dmus.fluidsynth.FluidLibrary;

import org.junit.jupiter.api.Assumptions;

/**
 * Skips a test on a machine that lacks a real part. With {@code -Dportcls.parts=required} the test
 * fails instead.
 */
public final class RequiresPart {
    private RequiresPart() {}

    /** libfluidsynth. */
    public static void fluidSynth() {
        if (FluidLibrary.find() instanceof FluidLibrary.Missing) {
            String message =
                    "libfluidsynth is not installed; on Debian: apt-get install"
                            + " --no-install-recommends libfluidsynth3";
            if ("required".equals(System.getProperty("portcls.parts"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        }
    }
}
