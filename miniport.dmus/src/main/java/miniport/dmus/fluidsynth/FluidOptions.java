package miniport.dmus.fluidsynth;

/**
 * How synthesizers are opened.
 *
 * @param voices notes at a time
 * @param reverb whether there is reverberation; how much, controller 91 says
 * @param chorus whether there is a chorus effect; how much, controller 93 says
 * @param samplesPerSecond frames per second when nobody asks for another rate
 */
public record FluidOptions(int voices, boolean reverb, boolean chorus, int samplesPerSecond) {
    /** What the engine can do. */
    public static final int LOWEST_RATE = 22_050;

    /** What the engine can do. */
    public static final int HIGHEST_RATE = 96_000;
}
