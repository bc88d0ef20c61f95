package adapter.virtual.ac97;

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

/** Plugs a virtual AC'97 in: one without any configuration, else one for each configuration. */
@Component(
        configurationPid = Ac97Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Ac97Settings.class, factory = true)
public final class Ac97Component {
    static final String PID = "adapter.virtual.ac97";

    private final BundleContext context;
    private final MasterClock clock;

    // All below is guarded by this; Declarative Services calls one method at a time anyway.
    private Ac97Config config;
    private @Nullable Plugged plugged;

    private record Plugged(VirtualAc97 device, AdapterService service) {}

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Ac97Component(
            BundleContext context, @Reference MasterClock clock, Ac97Settings settings) {
        this.context = context;
        this.clock = clock;
        config = Ac97Config.of(settings);
    }

    /** Plugs the device in. */
    @Activate
    synchronized void start() {
        VirtualAc97 device = new VirtualAc97(clock, config);
        plugged = new Plugged(device, AdapterService.plug(context, device));
    }

    /**
     * Follows a change: a new fault comes over the device as it is; anything else makes it a new
     * device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    synchronized void change(Ac97Settings settings) {
        Ac97Config changed = Ac97Config.of(settings);
        boolean same = changed.sameDevice(config);
        config = changed;
        Plugged now = plugged;
        if (now != null && same) {
            now.device().setFault(changed.fault());
        } else {
            stop();
            start();
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
