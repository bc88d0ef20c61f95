package portcls.api;

/** Which key {@code newRegistryKey} opens; ordinal = documented value. */
public enum RegistryKeyType {
    /** Any key by name; made when it is not there. */
    GENERAL,
    /** The device's key. */
    DEVICE,
    /** The driver's key: shared by all devices of the same miniport. */
    DRIVER,
    /** The device's key in the current hardware profile. */
    HW_PROFILE,
    /** The subdevice's (filter's) key. */
    DEVICE_INTERFACE
}
