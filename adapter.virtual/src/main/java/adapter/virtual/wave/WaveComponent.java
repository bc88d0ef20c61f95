package adapter.virtual.wave;

import adapter.virtual.AdapterService;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

/**
 * Plugs a virtual wave device in: speakers without any configuration, else one device for each
 * configuration.
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

    // All below is guarded by this; Declarative Services calls one method at a time anyway.
    private WaveConfig config;
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
        VirtualWave device = new VirtualWave(clock, config, this::stopGone);
        plugged = new Plugged(device, AdapterService.plug(context, device));
    }

    /**
     * Follows a change: speakers are connected in another way while they play; anything else makes
     * it a new device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    synchronized void change(WaveSettings settings) {
        WaveConfig changed = WaveConfig.of(settings);
        boolean same = changed.sameDevice(config);
        config = changed;
        Plugged now = plugged;
        if (now != null && same) {
            now.device().setSocket(changed.socket());
        } else {
            stop();
            start();
        }
    }

    /** Takes a device away that broke; by now there may be another. */
    private synchronized void stopGone() {
        Plugged now = plugged;
        if (now != null && now.device().isGone()) {
            stop();
        }
    }

    /** Takes the device away. */
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
