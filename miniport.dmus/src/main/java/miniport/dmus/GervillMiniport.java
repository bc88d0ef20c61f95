package miniport.dmus;

import miniport.dmus.gervill.GervillModel;
import miniport.dmus.synth.SynthModel;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.adapter.Miniport;
import portcls.api.dmus.IMiniportDMus;
import portcls.gervill.GervillOptions;
import portcls.gervill.GervillOptions.Interpolation;

import java.io.IOException;

/** The synthesizer of the Java platform, which is always there. */
@Component(
        service = IMiniportDMus.class,
        configurationPid = GervillMiniport.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = GervillSettings.class)
@Miniport(id = "synth:gervill")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=dmus", "id=synth:gervill"})
public final class GervillMiniport extends SynthMiniport {
    static final String PID = "miniport.dmus.gervill";

    private final SynthConfig config;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public GervillMiniport(GervillSettings settings) {
        this(
                SynthConfig.of(
                        settings.bank(),
                        settings.output(),
                        settings.voices(),
                        settings.reverb(),
                        settings.chorus(),
                        settings.gain()));
    }

    private GervillMiniport(SynthConfig config) {
        super("Java synthesizer", config.output());
        this.config = config;
    }

    @Override
    SynthModel open() throws IOException {
        GervillOptions options =
                new GervillOptions(
                        config.voices(),
                        config.reverb(),
                        config.chorus(),
                        Interpolation.LINEAR,
                        true);
        return new GervillModel(options, config.readBank(), config.gain());
    }
}
