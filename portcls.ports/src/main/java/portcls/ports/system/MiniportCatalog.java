package portcls.ports.system;

import portcls.api.IMiniport;
import portcls.api.MiniportClass;

/** Where the miniports that come with the system are found. */
@FunctionalInterface
public interface MiniportCatalog {
    /**
     * Makes an instance of its own.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when no running bundle offers it
     */
    IMiniport newMiniport(MiniportClass miniportClass);
}
