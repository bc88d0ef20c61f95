package portcls.ports.property;

import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;

/** An open pin as the target of requests. State and format are those of the port's stream. */
public non-sealed interface PinScope extends Scope {
    /** The pin factory that it was made from. */
    int pinId();

    /** The miniport's stream: the minor target of its handlers. */
    Object stream();

    /** State now. */
    KsState state();

    /**
     * Walks to a state.
     *
     * @throws portcls.api.PortClsException when the driver refuses a step
     */
    void setState(KsState state);

    /** Format now. */
    DataFormat format();

    /**
     * Changes the format.
     *
     * @throws portcls.api.PortClsException when it is refused; the old one then stays
     */
    void setFormat(DataFormat format);
}
