package portcls.api.power;

/** What the machine runs on. */
public enum PowerSource {
    MAINS,
    BATTERY
}
