package portcls.ports.wavecyclic;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.PropertyItem;
import portcls.api.wavert.WaveAudioProperty;
import portcls.ports.property.PortProperties;

/** What the port answers of an open pin: where it is. */
final class CyclicProperties implements PortProperties {
    private static final AutomationTable OF_PIN =
            AutomationTable.of(
                    PropertyItem.of(WaveAudioProperty.POSITION)
                            .get(
                                    request ->
                                            ((WaveCyclicPin) PortProperties.pin(request))
                                                    .position()));

    @Override
    public AutomationTable ofPin() {
        return OF_PIN;
    }
}
