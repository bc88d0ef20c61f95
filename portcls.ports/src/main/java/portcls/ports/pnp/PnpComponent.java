package portcls.ports.pnp;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import portcls.api.PortCls;
import portcls.api.pnp.PnpManager;
import portcls.ports.port.PortHouse;

/** The service for rebalances, over the house that offers {@link PortCls}. */
@Component
public final class PnpComponent implements PnpManager {
    private final PnpManager house;

    /** Over the port drivers of this bundle. */
    @Activate
    public PnpComponent(@Reference PortCls portCls) {
        house = ((PortHouse) portCls).rebalances();
    }

    @Override
    public void queryStop(String deviceId) {
        house.queryStop(deviceId);
    }

    @Override
    public void cancelStop(String deviceId) {
        house.cancelStop(deviceId);
    }

    @Override
    public void stop(String deviceId) {
        house.stop(deviceId);
    }

    @Override
    public void start(String deviceId) {
        house.start(deviceId);
    }
}
