package miniport.dmus.uart;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.adapter.Miniport;
import portcls.api.dmus.IMiniportDMus;

/**
 * An MPU-401 in UART mode with time-stamped events: a pin for plain MIDI, a pin for DirectMusic,
 * and a pin that captures either when there is an interrupt. It is the DMUS_UART miniport of {@code
 * nf-portcls-pcnewminiport}; threads and errors as in {@link UartDriver}.
 *
 * <p>It bids for the same devices as the UART miniport of the MIDI port, and as much. Its service
 * ranking is lower, so that where both are installed a device stays a plain MIDI port unless
 * somebody wants it otherwise: an adapter by {@code newMiniport(DMUS_UART)}, or a configuration of
 * this component with an Integer {@code service.ranking} above 0.
 */
@Component(
        service = IMiniportDMus.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            "portcls.class=" + DMusUartMiniport.CLASS_ID,
            "service.ranking:Integer=" + DMusUartMiniport.RANKING
        })
@Miniport(device = "mpu401")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=dmus", "device:List<String>=mpu401"})
public final class DMusUartMiniport extends UartDriver {
    /** The id of {@link portcls.api.MiniportClass#DMUS_UART}. */
    static final String CLASS_ID = "d3f0ce1c-fffc-11d1-81b0-0060083316c1";

    static final int RANKING = -10;

    public DMusUartMiniport() {
        super(true);
    }
}
