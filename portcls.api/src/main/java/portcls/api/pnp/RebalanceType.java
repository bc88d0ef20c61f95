package portcls.api.pnp;

/** What an adapter can do about its resources ({@code ne-portcls-pc_rebalance_type}). */
public enum RebalanceType {
    /** Nothing: it keeps what it has until it goes. */
    NOT_SUPPORTED,
    /** It can be stopped, whereby its subdevices go, and started anew. */
    REMOVE_SUBDEVICES
}
