package adapter.virtual.cable;

import adapter.virtual.AdapterService;
import adapter.virtual.Setting;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

/** Plugs a loop-back cable in for each configuration. */
@Component(
        configurationPid = CableComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = CableSettings.class, factory = true)
public final class CableComponent {
    static final String PID = "adapter.virtual.cable";

    private static final int MAX_CAPACITY = 65_536;

    private final BundleContext context;
    private final MasterClock clock;
    private final String id;
    private final boolean paced;
    private final int capacity;
    private @Nullable Plugged plugged;

    private record Plugged(LoopBackCable cable, AdapterService service) {}

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public CableComponent(
            BundleContext context, @Reference MasterClock clock, CableSettings settings) {
        this.context = context;
        this.clock = clock;
        id = "virtual:" + Setting.identifier("name", settings.name());
        paced = settings.paced();
        capacity = Setting.between("capacity", settings.capacity(), 1, MAX_CAPACITY);
    }

    /** Plugs the device in. */
    @Activate
    synchronized void start() {
        LoopBackCable cable = new LoopBackCable(clock, "MIDI cable " + id, paced, capacity);
        plugged = new Plugged(cable, AdapterService.plug(context, new VirtualCable(id, cable)));
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
                old.cable().close();
            }
        }
    }
}
