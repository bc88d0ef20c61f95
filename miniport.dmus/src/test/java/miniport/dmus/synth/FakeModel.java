package miniport.dmus.synth;

import portcls.api.dmus.SynthCaps;
import portcls.api.ks.KsId;

import java.util.ArrayList;
import java.util.List;

/** Makes {@link FakeEngine}s. */
final class FakeModel implements SynthModel {
    final List<FakeEngine> opened = new ArrayList<>();

    /** Banks that the next engines take. */
    int room = Integer.MAX_VALUE;

    @Override
    public SynthTraits traits() {
        return new SynthTraits(
                KsId.of("00000000-0000-0000-0000-0000000000aa", "FAKE"),
                "Fake synthesizer",
                32,
                4,
                8_000,
                10_000,
                48_000,
                SynthCaps.EFFECT_REVERB,
                true,
                FakeEngine.LEAD,
                1);
    }

    @Override
    public SynthEngine open(Turn turn, int samplesPerSecond) {
        FakeEngine engine = new FakeEngine(samplesPerSecond);
        engine.room = room;
        opened.add(engine);
        return engine;
    }

    FakeEngine last() {
        return opened.getLast();
    }
}
