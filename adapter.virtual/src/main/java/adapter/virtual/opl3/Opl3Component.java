package adapter.virtual.opl3;

import static java.lang.System.Logger.Level.INFO;

import adapter.virtual.AdapterService;
import adapter.virtual.sound.RegisteredFilters;

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
 * Plugs a virtual OPL3 in: one without any configuration, else one for each configuration. It
 * registers the device itself, so that the device can go while this component stays.
 */
@Component(
        configurationPid = Opl3Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Opl3Settings.class, factory = true)
public final class Opl3Component {
    static final String PID = "adapter.virtual.opl3";

    private static final System.Logger LOG = System.getLogger(Opl3Component.class.getName());

    private final BundleContext context;
    private final MasterClock clock;

    // All below is guarded by this; Declarative Services calls one method at a time anyway.
    private Opl3Config config;
    private @Nullable Plugged plugged;

    private record Plugged(VirtualOpl3 device, AdapterService service) {}

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Opl3Component(
            BundleContext context, @Reference MasterClock clock, Opl3Settings settings) {
        this.context = context;
        this.clock = clock;
        config = Opl3Config.of(settings);
    }

    /** Plugs the device in. */
    @Activate
    synchronized void start() {
        if (config.fault() == Fault.SUDDEN_DEATH) {
            LOG.log(
                    INFO,
                    "virtual:{0} is not there, since fault=sudden-death; set fault=none to have it",
                    config.name());
            return;
        }
        VirtualOpl3 device = new VirtualOpl3(clock, config, new RegisteredFilters(context));
        plugged = new Plugged(device, AdapterService.plug(context, device));
    }

    /**
     * Follows a change: a new fault comes over the device as it is; anything else makes it a new
     * device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    synchronized void change(Opl3Settings settings) {
        Opl3Config changed = Opl3Config.of(settings);
        boolean same = changed.sameDevice(config);
        config = changed;
        if (plugged == null) {
            start();
        } else if (same && changed.fault() != Fault.SUDDEN_DEATH) {
            plugged.device().setFault(changed.fault());
        } else if (same) {
            plugged.device().setFault(Fault.SUDDEN_DEATH);
            stop();
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
