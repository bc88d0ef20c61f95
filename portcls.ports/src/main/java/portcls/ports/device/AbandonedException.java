package portcls.ports.device;

import portcls.api.PortClsException;
import portcls.api.Status;

/** A call did not come back and was left to itself; whoever waits for it is let go with this. */
final class AbandonedException extends PortClsException {
    private static final long serialVersionUID = 1;

    private final String where;

    /**
     * For whoever waits.
     *
     * @param where it hangs, in plain words
     */
    AbandonedException(String device, String where) {
        super(Status.IO_TIMEOUT, "the driver of " + device + " was abandoned: " + where);
        this.where = where;
    }

    String where() {
        return where;
    }
}
