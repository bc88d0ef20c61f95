package portcls.api;

/** Device power states: D0 is fully on, D3 is off. */
public enum DevicePowerState {
    D0,
    D1,
    D2,
    D3
}
