package portcls.ports.system;

import portcls.api.IMiniport;
import portcls.api.MiniportClass;
import portcls.ports.device.Occupant;

/** Where the miniports that come with the system are found. */
@FunctionalInterface
public interface MiniportCatalog {
    /**
     * Makes an instance of its own.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when no running bundle offers it
     */
    IMiniport newMiniport(MiniportClass miniportClass);

    /**
     * A port binds a miniport, perhaps one that was made here: when the bundle behind it goes, that
     * port is to go.
     *
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the bundle went already
     */
    default void taken(IMiniport miniport, Occupant port) {}

    /**
     * A port let go of a miniport, perhaps of one that was made here. On a thread that may block.
     */
    default void giveBack(IMiniport miniport) {}
}
