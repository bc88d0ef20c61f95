package adapter.jdk.platform;

import adapter.jdk.wave.FakeMixer;

import portcls.testkit.TestClock;

import java.util.List;

import javax.sound.sampled.Mixer;
import javax.sound.sampled.spi.MixerProvider;

/** A provider on the class path: one mixer of somebody, one that calls itself of this project. */
public final class ForeignMixerProvider extends MixerProvider {
    private static final List<Mixer> MIXERS =
            List.of(
                    new FakeMixer("of the class path", "somebody", new TestClock()),
                    new FakeMixer("speaker", "portcls", new TestClock()));

    @Override
    public Mixer.Info[] getMixerInfo() {
        return MIXERS.stream().map(Mixer::getMixerInfo).toArray(Mixer.Info[]::new);
    }

    @Override
    public Mixer getMixer(Mixer.Info info) {
        return MIXERS.stream()
                .filter(mixer -> mixer.getMixerInfo() == info)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not mine: " + info));
    }
}
