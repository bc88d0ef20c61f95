package portcls.ports.property;

import portcls.api.IMiniport;
import portcls.api.IPinCount;
import portcls.api.IPinCount.Counts;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.PinDescriptor;

/**
 * Instance counts of pins, revised by the driver where it wants to ({@code
 * nf-portcls-ipincount-pincount}).
 */
public final class PinCounts {
    private final IMiniport miniport;
    private final Driver driver;
    private final Targets targets;
    private final FilterFacts facts;

    PinCounts(IMiniport miniport, Driver driver, Targets targets, FilterFacts facts) {
        this.miniport = miniport;
        this.driver = driver;
        this.targets = targets;
        this.facts = facts;
    }

    /**
     * The counts that hold now.
     *
     * @throws PortClsException INVALID_PARAMETER for a wrong pin id
     */
    public Counts of(HandleScope handle, int pinId) {
        PinDescriptor pin = targets.pin(pinId);
        Counts counts =
                new Counts(
                        pin.minFilterInstances(),
                        handle.openInstances(pinId),
                        pin.maxFilterInstances(),
                        facts.openInstances(pinId),
                        pin.maxGlobalInstances());
        if (!(miniport instanceof IPinCount pinCount)) {
            return counts;
        }
        return driver.ask(
                () -> "revise the instance counts of pin " + pinId,
                () -> pinCount.pinCount(pinId, counts));
    }

    /**
     * To be asked before a stream is made: whether one more instance may be opened.
     *
     * @throws PortClsException INVALID_PARAMETER when the pin can never be opened, DEVICE_BUSY when
     *     all instances are in use
     */
    public void requireRoom(HandleScope handle, int pinId) {
        PinDescriptor pin = targets.pin(pinId);
        if (!pin.isStreaming() || pin.maxFilterInstances() == 0 || pin.maxGlobalInstances() == 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin "
                            + pinId
                            + " ("
                            + pin.name()
                            + ") can be described but not opened; open one of communication SINK:"
                            + " communication="
                            + pin.communication()
                            + ", maxGlobalInstances="
                            + pin.maxGlobalInstances());
        }
        Counts counts = of(handle, pinId);
        requireRoom(pinId, "this handle", counts.filterCurrent(), counts.filterPossible());
        requireRoom(pinId, "the filter", counts.globalCurrent(), counts.globalPossible());
    }

    private static void requireRoom(int pinId, String where, int current, int possible) {
        if (possible != PinDescriptor.UNLIMITED && current >= possible) {
            throw new PortClsException(
                    Status.DEVICE_BUSY,
                    "all instances of pin "
                            + pinId
                            + " on "
                            + where
                            + " are in use; close one first: current="
                            + current
                            + ", possible="
                            + possible);
        }
    }
}
