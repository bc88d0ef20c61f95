package adapter.virtual.wave;

import adapter.virtual.AdapterService;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

/**
 * Plugs a virtual wave device in: speakers without any configuration, else one device for each
 * configuration. A changed configuration makes it a new device.
 */
@Component(
        configurationPid = WaveComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = WaveSettings.class, factory = true)
public final class WaveComponent {
    static final String PID = "adapter.virtual.wave";

    private final BundleContext context;
    private final MasterClock clock;
    private final WaveConfig config;
    private @Nullable Plugged plugged;

    private record Plugged(VirtualWave device, AdapterService service) {}

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public WaveComponent(
            BundleContext context, @Reference MasterClock clock, WaveSettings settings) {
        this.context = context;
        this.clock = clock;
        config = WaveConfig.of(settings);
    }

    /** Plugs the device in. */
    @Activate
    synchronized void start() {
        VirtualWave device = new VirtualWave(clock, config, this::stop);
        plugged = new Plugged(device, AdapterService.plug(context, device));
    }

    /** Takes the device away; also when it broke. */
    @Deactivate
    synchronized void stop() {
        Plugged old = plugged;
        plugged = null;
        if (old != null) {
            try {
                old.service().pull();
            } finally {
                old.device().close();
            }
        }
    }
}
