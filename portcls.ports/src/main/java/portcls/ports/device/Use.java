package portcls.ports.device;

/** What a program's call is to a device. */
public enum Use {
    /** It asks something of the device, which has to be awake. */
    REQUEST,
    /** It asks for more of the device than it has: a handle, a stream. */
    OPEN,
    /** It gives something back; that wakes nobody and waits for nothing. */
    RELEASE
}
