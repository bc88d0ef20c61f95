package miniport.dmus;

import miniport.dmus.fluidsynth.FluidLibrary;
import miniport.dmus.fluidsynth.FluidOptions;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.dmus.IMiniportDMus;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Offers FluidSynth as the device {@code synth:fluidsynth}. Where its library is not installed this
 * is said once, and nothing else happens.
 */
@Component(
        configurationPid = FluidSynthComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = FluidSynthSettings.class)
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=dmus", "id=synth:fluidsynth"})
public final class FluidSynthComponent {
    static final String PID = "miniport.dmus.fluidsynth";
    static final String ID = "synth:fluidsynth";

    private static final Logger LOG = System.getLogger(FluidSynthComponent.class.getName());
    private static final AtomicBoolean MISSING_TOLD = new AtomicBoolean();

    private final BundleContext context;
    private final SynthConfig config;
    private final int samplesPerSecond;
    private final Supplier<FluidLibrary> library;
    private @Nullable ServiceRegistration<IMiniportDMus> registration;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public FluidSynthComponent(BundleContext context, FluidSynthSettings settings) {
        this(context, settings, FluidLibrary::find);
    }

    FluidSynthComponent(
            BundleContext context, FluidSynthSettings settings, Supplier<FluidLibrary> library) {
        this.context = context;
        this.library = library;
        config =
                SynthConfig.of(
                        settings.bank(),
                        settings.output(),
                        settings.voices(),
                        settings.reverb(),
                        settings.chorus(),
                        settings.gain());
        samplesPerSecond = settings.sampleRate();
        if (samplesPerSecond < FluidOptions.LOWEST_RATE
                || samplesPerSecond > FluidOptions.HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "sampleRate must lie in "
                            + FluidOptions.LOWEST_RATE
                            + " … "
                            + FluidOptions.HIGHEST_RATE
                            + ": sampleRate="
                            + samplesPerSecond);
        }
    }

    /** Offers the device. */
    @Activate
    synchronized void start() {
        switch (library.get()) {
            case FluidLibrary.Found _ -> {
                registration =
                        context.registerService(
                                IMiniportDMus.class,
                                new FluidSynthMiniport(config, samplesPerSecond),
                                FrameworkUtil.asDictionary(Map.of("portcls.id", ID)));
            }
            case FluidLibrary.Missing missing -> {
                if (!MISSING_TOLD.getAndSet(true)) {
                    LOG.log(Level.INFO, missing.why());
                }
            }
        }
    }

    /** Takes the device away. */
    @Deactivate
    synchronized void stop() {
        ServiceRegistration<IMiniportDMus> old = registration;
        registration = null;
        if (old != null) {
            old.unregister();
        }
    }
}
