package portcls.api;

/**
 * What can be asked about a device ({@code nf-portcls-pcgetdeviceproperty}); most devices know a
 * few of these.
 */
public enum DeviceProperty {
    ADDRESS,
    BUS_NUMBER,
    BUS_TYPE,
    CLASS_NAME,
    COMPATIBLE_IDS,
    DEVICE_DESCRIPTION,
    DRIVER_KEY_NAME,
    ENUMERATOR_NAME,
    FRIENDLY_NAME,
    HARDWARE_ID,
    LOCATION_INFORMATION,
    MANUFACTURER,
    PHYSICAL_DEVICE_OBJECT_NAME
}
