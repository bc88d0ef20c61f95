package miniport.dmus.fluidsynth;

import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.SynthModel;
import miniport.dmus.synth.SynthTraits;
import miniport.dmus.synth.Turn;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.SynthCaps;
import portcls.api.ks.KsId;
import portcls.banks.Bank;

import java.io.IOException;

/** FluidSynth as it is configured. To be made only where {@link FluidLibrary} was found. */
public final class FluidModel implements SynthModel {
    private static final KsId CLASS_ID =
            KsId.of("8f6a3c1e-52d7-4b0e-9a64-1d9f0c7be202", "SYNTH_FluidSynth");

    private final FluidOptions options;
    private final @Nullable Bank bank;
    private final SynthTraits traits;

    /**
     * Makes one.
     *
     * @param bank the instruments of each pin; null = it begins with none
     * @param gain what the sound is multiplied with
     */
    public FluidModel(FluidOptions options, @Nullable Bank bank, float gain) {
        this.options = options;
        this.bank = bank;
        traits =
                new SynthTraits(
                        CLASS_ID,
                        "FluidSynth",
                        options.voices(),
                        FluidEngine.MAX_GROUPS,
                        FluidOptions.LOWEST_RATE,
                        options.samplesPerSecond(),
                        FluidOptions.HIGHEST_RATE,
                        (options.reverb() ? SynthCaps.EFFECT_REVERB : 0)
                                | (options.chorus() ? SynthCaps.EFFECT_CHORUS : 0),
                        bank != null,
                        FluidEngine.BLOCK_FRAMES,
                        gain);
    }

    @Override
    public SynthTraits traits() {
        return traits;
    }

    @Override
    public SynthEngine open(Turn turn, int samplesPerSecond) throws IOException {
        FluidEngine engine = FluidEngine.open(options, turn, samplesPerSecond);
        if (bank != null) {
            try {
                SynthEngine.LoadedBank _ = engine.load(bank);
            } catch (IOException | RuntimeException e) {
                engine.close();
                throw e;
            }
        }
        return engine;
    }
}
