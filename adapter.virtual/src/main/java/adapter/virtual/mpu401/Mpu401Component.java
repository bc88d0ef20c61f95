package adapter.virtual.mpu401;

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
 * Plugs a virtual MPU-401 in: one without any configuration, else one for each configuration. It
 * registers the device itself, so that the device can go while this component stays.
 */
@Component(
        configurationPid = Mpu401Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Mpu401Settings.class, factory = true)
public final class Mpu401Component {
    static final String PID = "adapter.virtual.mpu401";

    private static final System.Logger LOG = System.getLogger(Mpu401Component.class.getName());

    private final BundleContext context;
    private final MasterClock clock;

    // All below is guarded by this; Declarative Services calls one method at a time anyway.
    private Mpu401Config config;
    private @Nullable Plugged plugged;

    private record Plugged(VirtualMpu401 device, AdapterService service) {}

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Mpu401Component(
            BundleContext context, @Reference MasterClock clock, Mpu401Settings settings) {
        this.context = context;
        this.clock = clock;
        config = Mpu401Config.of(settings);
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
        VirtualMpu401 device = new VirtualMpu401(clock, config, new RegisteredFilters(context));
        plugged = new Plugged(device, AdapterService.plug(context, device));
    }

    /**
     * Follows a change: a new fault comes over the device as it is; anything else makes it a new
     * device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    synchronized void change(Mpu401Settings settings) {
        Mpu401Config changed = Mpu401Config.of(settings);
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
