package miniport.dmus.gervill;

import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.SynthModel;
import miniport.dmus.synth.SynthTraits;
import miniport.dmus.synth.Turn;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.SynthCaps;
import portcls.api.ks.KsId;
import portcls.banks.Bank;
import portcls.gervill.GervillOptions;
import portcls.gervill.GervillSynth;

import java.io.IOException;

/** The synthesizer of the Java platform as it is configured. Any thread. */
public final class GervillModel implements SynthModel {
    private static final KsId CLASS_ID =
            KsId.of("8f6a3c1e-52d7-4b0e-9a64-1d9f0c7be201", "SYNTH_Gervill");

    /** Each channel group is a synthesizer with a thread of its own. */
    private static final int MAX_GROUPS = 16;

    private final GervillOptions options;
    private final @Nullable Bank bank;
    private final SynthTraits traits;

    /**
     * Makes one.
     *
     * @param bank the instruments of each pin; null = the platform's own
     * @param gain what the sound is multiplied with
     */
    public GervillModel(GervillOptions options, @Nullable Bank bank, float gain) {
        this.options = options;
        this.bank = bank;
        traits =
                new SynthTraits(
                        CLASS_ID,
                        "Java synthesizer",
                        options.maxPolyphony(),
                        MAX_GROUPS,
                        GervillSynth.SAMPLE_RATE,
                        GervillSynth.SAMPLE_RATE,
                        GervillSynth.SAMPLE_RATE,
                        (options.reverb() ? SynthCaps.EFFECT_REVERB : 0)
                                | (options.chorus() ? SynthCaps.EFFECT_CHORUS : 0),
                        true,
                        GervillEngine.LEAD_FRAMES,
                        gain);
    }

    @Override
    public SynthTraits traits() {
        return traits;
    }

    @Override
    public SynthEngine open(Turn turn, int samplesPerSecond) throws IOException {
        GervillEngine engine = new GervillEngine(options, bank, turn);
        engine.setGroups(1);
        return engine;
    }
}
