package portcls.api.power;

/** Power states of the whole machine (SYSTEM_POWER_STATE), the most awake first. */
public enum SystemPowerState {
    WORKING,
    SLEEPING1,
    SLEEPING2,
    SLEEPING3,
    HIBERNATE,
    SHUTDOWN
}
