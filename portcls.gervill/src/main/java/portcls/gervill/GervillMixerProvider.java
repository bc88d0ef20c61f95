package portcls.gervill;

import javax.sound.sampled.Mixer;
import javax.sound.sampled.spi.MixerProvider;

/**
 * How the synthesizer finds its line. The Java platform makes an instance for each look-up that is
 * made with this bundle's class loader; it shows its mixer only inside {@link Gervill#open}, on the
 * thread that opens, and to nobody else.
 */
public final class GervillMixerProvider extends MixerProvider {
    /** The line of the synthesizer that this thread is opening. */
    static final ScopedValue<GervillLine> OPENING = ScopedValue.newInstance();

    /** For the service loader. */
    public GervillMixerProvider() {}

    @Override
    public Mixer.Info[] getMixerInfo() {
        return OPENING.isBound() ? new Mixer.Info[] {GervillMixer.INFO} : new Mixer.Info[0];
    }

    @Override
    public Mixer getMixer(Mixer.Info info) {
        if (!OPENING.isBound() || !info.equals(GervillMixer.INFO)) {
            throw new IllegalArgumentException("mixer=" + info + " is not one of this provider");
        }
        return new GervillMixer(OPENING.get());
    }
}
