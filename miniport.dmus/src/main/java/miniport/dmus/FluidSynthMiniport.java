package miniport.dmus;

import static java.lang.System.Logger.Level.INFO;

import miniport.dmus.fluidsynth.FluidModel;
import miniport.dmus.fluidsynth.FluidOptions;
import miniport.dmus.synth.SynthModel;

import org.jspecify.annotations.Nullable;

import portcls.banks.Bank;

import java.io.IOException;

/** FluidSynth; made only where its library is. */
final class FluidSynthMiniport extends SynthMiniport {
    private static final System.Logger LOG = System.getLogger(FluidSynthMiniport.class.getName());

    private final SynthConfig config;
    private final int samplesPerSecond;

    FluidSynthMiniport(SynthConfig config, int samplesPerSecond) {
        super("FluidSynth", config.output());
        this.config = config;
        this.samplesPerSecond = samplesPerSecond;
    }

    @Override
    SynthModel open() throws IOException {
        Bank bank = config.readBank();
        return new FluidModel(
                new FluidOptions(
                        config.voices(), config.reverb(), config.chorus(), samplesPerSecond),
                bank == null ? systemBank() : bank,
                config.gain());
    }

    private static @Nullable Bank systemBank() throws IOException {
        Bank bank = SystemBanks.firstOf(SystemBanks.PLACES);
        if (bank == null) {
            LOG.log(
                    INFO,
                    "synth:fluidsynth begins without instruments: no bank was found in "
                            + SystemBanks.PLACES
                            + ". Install one (Debian: timgm6mb-soundfont), or name one: bank= of"
                            + " the configuration miniport.dmus.fluidsynth");
        }
        return bank;
    }
}
