package portcls.ports.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.SignalProcessing;
import portcls.api.wavert.IMiniportAudioSignalProcessing;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.ports.property.PortProperties;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the WaveRT port answers for its filters and pins. */
final class WaveRtProperties implements PortProperties {
    private final BooleanSupplier audioEngine;
    private final AutomationTable pin = RtAudioProperties.table();
    private final AutomationTable filter;
    private final AutomationTable engineOfFilter;
    private final AutomationTable engineOfPin;

    WaveRtProperties(BooleanSupplier audioEngine, Supplier<IMiniportWaveRT> miniport) {
        this.audioEngine = audioEngine;
        filter =
                AutomationTable.of(
                        PropertyItem.of(SignalProcessing.MODES)
                                .get(
                                        request ->
                                                signal(miniport)
                                                        .getModes(pinId(request.instance()))));
        engineOfFilter = AudioEngineProperties.ofFilter();
        engineOfPin = AudioEngineProperties.ofPin();
    }

    @Override
    public AutomationTable ofPin() {
        return pin;
    }

    @Override
    public AutomationTable ofFilter() {
        return filter;
    }

    @Override
    public AutomationTable ofNode(NodeDescriptor node, boolean onPin) {
        if (onPin && node.type().equals(NodeTypes.AUDIO_ENGINE)) {
            return engineOfPin;
        }
        boolean served = audioEngine.getAsBoolean() && node.type().equals(NodeTypes.AUDIO_ENGINE);
        return served ? engineOfFilter : AutomationTable.EMPTY;
    }

    private static IMiniportAudioSignalProcessing signal(Supplier<IMiniportWaveRT> miniport) {
        if (miniport.get() instanceof IMiniportAudioSignalProcessing processing) {
            return processing;
        }
        throw new PortClsException(
                Status.NOT_SUPPORTED, "this driver has no signal processing modes");
    }

    private static int pinId(ByteBuffer instance) {
        if (instance.remaining() < Integer.BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER, "name a pin: KSP_PIN behind the property");
        }
        return instance.getInt(instance.position());
    }
}
