package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.DeviceProperty;
import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device that is there: a service, registered when the device appears and unregistered when it
 * goes. The user-mode form of the physical device object and its adapter object. Methods may be
 * called from any thread and must not block.
 */
@ConsumerType
@Irql(Level.ANY)
public interface Adapter {
    /**
     * Stable identity, {@code bus:device}, for example {@code virtual:mpu401}. The same device has
     * the same id each time it comes.
     */
    String id();

    /** What people call it. */
    default String name() {
        return id();
    }

    /**
     * What drivers look for, most special first, for example {@code ["virtual:mpu401", "mpu401"]}.
     * A driver that names the first fits best. Always holds at least one.
     */
    List<String> hardwareIds();

    /** What the device grants to its driver. */
    default List<? extends Resource> resources() {
        return List.of();
    }

    /**
     * Further functions of the device, which drivers of their own serve; {@link #hardwareIds()} and
     * {@link #resources()} are those of the main one.
     */
    default List<Subdevice> subdevices() {
        return List.of();
    }

    /** Wires between filters of this device, or between one of them and another device's. */
    default List<Link> links() {
        return List.of();
    }

    /**
     * Why there is no mixer, for people who look for the volume of the device; empty when there is
     * one or nothing is known.
     */
    default String withoutMixer() {
        return "";
    }

    /** What else is known of the device. */
    default Map<DeviceProperty, String> properties() {
        return Map.of();
    }

    /**
     * MaxObjects: how many subdevices may be registered on it at a time ({@code
     * nf-portcls-pcaddadapterdevice}).
     */
    default int maximumSubdevices() {
        return 16;
    }

    /** Something else that this adapter offers: an interrupt sync, a {@link Recordable}, …. */
    default <T> Optional<T> adapt(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /**
     * Whether the device went by itself. Asked when this service is unregistered: true makes the
     * removal a {@link portcls.api.client.RemovalReason#SURPRISE}, false an {@link
     * portcls.api.client.RemovalReason#ORDERLY} one.
     */
    default boolean isGone() {
        return false;
    }
}
