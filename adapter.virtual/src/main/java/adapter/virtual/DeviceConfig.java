package adapter.virtual;

/**
 * The configuration of a device.
 *
 * @param <C> itself
 */
public interface DeviceConfig<C> {
    /** The last part of the device's id. */
    String name();

    /** Whether another one is of the same device, which can follow to it as it is. */
    boolean sameDevice(C other);

    /** Whether the device is there at all; one that died suddenly is not. */
    default boolean isPresent() {
        return true;
    }
}
