/** FluidSynth, by {@code java.lang.foreign}, as an engine of the synthesizer miniport. */
@org.jspecify.annotations.NullMarked
package miniport.dmus.fluidsynth;
