package miniport.dmus.uart;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.adapter.Miniport;
import portcls.api.dmus.IMiniportDMus;

/**
 * An MPU-401 in UART mode that is only listened to: the DMUS_UART_CAPTURE miniport of {@code
 * nf-portcls-pcnewminiport}, for devices whose output is another driver's or leads nowhere. Needs
 * an interrupt; threads and errors as in {@link UartDriver}.
 */
@Component(
        service = IMiniportDMus.class,
        scope = ServiceScope.PROTOTYPE,
        property = "portcls.class=" + DMusUartCaptureMiniport.CLASS_ID)
@Miniport(device = "mpu401-capture")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=dmus", "device:List<String>=mpu401-capture"})
public final class DMusUartCaptureMiniport extends UartDriver {
    /** The id of {@link portcls.api.MiniportClass#DMUS_UART_CAPTURE}. */
    static final String CLASS_ID = "d3f0ce1d-fffc-11d1-81b0-0060083316c1";

    public DMusUartCaptureMiniport() {
        super(false);
    }
}
