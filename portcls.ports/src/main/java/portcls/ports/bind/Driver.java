package portcls.ports.bind;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.adapter.DeviceMatch;
import portcls.ports.port.DriverName;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A driver service, a miniport or an adapter driver, as the binder sees it: what it says of itself,
 * and its instances.
 */
public final class Driver {
    static final String DEVICE = "portcls.device";
    static final String PORT = "portcls.port";
    static final String ID = "portcls.id";
    static final String SUBDEVICE = "portcls.subdevice";

    /** Bid of a driver that names the first hardware id of a device. */
    private static final int BEST_NAME_MATCH = 100;

    private static final int NAME_MATCH_STEP = 10;
    private static final int LEAST_MATCH = 1;

    private final ServiceReference<?> reference;
    private final ServiceObjects<?> instances;
    private final Bundle bundle;
    private final String name;
    private final long serviceId;
    private final int ranking;
    private final boolean startsDevices;

    Driver(ServiceReference<?> reference, ServiceObjects<?> instances) {
        this.reference = reference;
        this.instances = instances;
        // A reference forgets its bundle when the service goes; diagnosis still wants to name it.
        bundle = reference.getBundle();
        name = DriverName.of(bundle);
        serviceId = (Long) reference.getProperty(Constants.SERVICE_ID);
        ranking =
                reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer told ? told : 0;
        startsDevices = isRegisteredAs(reference, AdapterDriver.class);
    }

    /** Bundle and version. */
    public String name() {
        return name;
    }

    /** Number of its bundle. */
    public long bundleId() {
        return bundle.getBundleId();
    }

    /** Symbolic name of its bundle. */
    public String bundleName() {
        return bundle.getSymbolicName();
    }

    /** Hardware ids that it serves; empty when it is a miniport that is a device of its own. */
    public List<String> devices() {
        return strings(DEVICE);
    }

    long serviceId() {
        return serviceId;
    }

    int ranking() {
        return ranking;
    }

    /** Whether it is an adapter driver: it starts whole devices. */
    public boolean startsDevices() {
        return startsDevices;
    }

    /** Whether it is a miniport that is a device of its own. */
    public boolean isDevice() {
        return devices().isEmpty() && !startsDevices();
    }

    /** Whether it may serve several at a time: each miniport of its own, or told which device. */
    boolean servesMany() {
        return startsDevices()
                || Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE));
    }

    /**
     * Identity as a device of its own: what it says itself, its configuration, its component, or
     * its service.
     */
    String ownId() {
        for (String key : new String[] {ID, Constants.SERVICE_PID, "component.name"}) {
            List<String> told = strings(key);
            if (!told.isEmpty() && !told.getFirst().isEmpty()) {
                return told.getFirst();
            }
        }
        return bundleName() + "#" + serviceId;
    }

    /** Name of the subdevice on its device; empty when there is one only. */
    String subdevice() {
        return strings(SUBDEVICE).stream().findFirst().orElse("");
    }

    /** What it says of its port class; empty when it says nothing. */
    Optional<String> portClassName() {
        return strings(PORT).stream().filter(text -> !text.isEmpty()).findFirst();
    }

    /** How well it fits a device; {@link DeviceMatch#NONE} when it does not bid. */
    int bid(Adapter adapter) {
        int best = DeviceMatch.NONE;
        List<String> hardwareIds = adapter.hardwareIds();
        for (String served : devices()) {
            int place = hardwareIds.indexOf(served);
            if (place >= 0) {
                best =
                        Math.max(
                                best,
                                Math.max(LEAST_MATCH, BEST_NAME_MATCH - NAME_MATCH_STEP * place));
            }
        }
        return best != DeviceMatch.NONE && looksItself() ? bidByLooking(adapter) : best;
    }

    /** Gets an instance; null when the component cannot be activated. */
    @Nullable Object newInstance() {
        return instances.getService();
    }

    /** Gives an instance back. */
    @SuppressWarnings("unchecked")
    void giveBack(Object instance) {
        try {
            ((ServiceObjects<Object>) instances).ungetService(instance);
        } catch (IllegalStateException | IllegalArgumentException _) {
            // Its service is gone already, and the instance with it.
        }
    }

    /** Why its service goes, for messages. */
    String stoppedHow() {
        return bundle.getState() == Bundle.ACTIVE ? "withdrawn or configured anew" : "stopped";
    }

    /** Whether its own code says what it bids. */
    boolean looksItself() {
        return isRegisteredAs(reference, DeviceMatch.class);
    }

    private static boolean isRegisteredAs(ServiceReference<?> reference, Class<?> type) {
        return Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .contains(type.getName());
    }

    private int bidByLooking(Adapter adapter) {
        Object instance = newInstance();
        if (instance == null) {
            return DeviceMatch.NONE;
        }
        try {
            return instance instanceof DeviceMatch match ? match.match(adapter) : DeviceMatch.NONE;
        } finally {
            giveBack(instance);
        }
    }

    private List<String> strings(String key) {
        return switch (reference.getProperty(key)) {
            case String one -> List.of(one);
            case String[] many -> List.of(many);
            case java.util.Collection<?> many -> many.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
