package portcls.ports.wavepci;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.wavert.WaveAudioProperty;
import portcls.ports.property.PortProperties;

/** What the port answers of an open pin: where it is, and what buffers its device likes. */
final class PciProperties implements PortProperties {
    private static final AutomationTable OF_PIN =
            AutomationTable.of(
                    PropertyItem.of(ConnectionProperty.ALLOCATORFRAMING)
                            .get(request -> pin(request).stream().getAllocatorFraming()),
                    PropertyItem.of(WaveAudioProperty.POSITION)
                            .get(request -> pin(request).position()));

    @Override
    public AutomationTable ofPin() {
        return OF_PIN;
    }

    private static WavePciPin pin(PropertyRequest<?> request) {
        return (WavePciPin) PortProperties.pin(request);
    }
}
