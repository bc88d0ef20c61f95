package example.sb16;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;

import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.sb16.Sb16Filter;
import portcls.sb16.Sb16Wave;

import java.util.Optional;

/**
 * The adapter driver of the Sound Blaster 16: makes four subdevices of a card and wires them
 * ({@code subdevice-creation}). It keeps nothing of a card that it started, so that one instance
 * serves them all; what it made goes with the card.
 */
@Component
@AdapterDriver.Device("sb16")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=adapter", "device:List<String>=sb16"})
public final class SoundBlaster implements AdapterDriver {
    /** The analog output of the stock FM synthesizer. */
    private static final int FM_OUTPUT_PIN = 1;

    @Override
    public void startDevice(PortCls portCls, Adapter device, IResourceList granted) {
        Steps steps = new Steps();
        try {
            start(portCls, device, granted, steps);
        } catch (RuntimeException e) {
            throw steps.failed(device, e);
        }
    }

    private static void start(PortCls portCls, Adapter device, IResourceList granted, Steps steps) {
        CardResources resources = new CardResources(portCls, device, granted);
        Subdevices subdevices = new Subdevices(portCls, device, steps);
        IPort wave = subdevices.add("Wave", PortClass.WAVECYCLIC, new Sb16Wave(), resources.wave());
        IPort topology =
                subdevices.add(
                        "Topology", PortClass.TOPOLOGY, new MixerTopology(), resources.topology());
        subdevices.addStock("Uart", PortClass.MIDI, MiniportClass.UART, resources.uart());
        Optional<IPort> fm =
                subdevices.addStock(
                        "FmSynth", PortClass.MIDI, MiniportClass.FM_SYNTH, resources.fm());

        Wiring wiring = new Wiring(portCls, device, steps);
        wiring.connect(wave, Sb16Filter.VOICE_PIN, topology, MixerFilter.VOICE_PIN);
        wiring.connect(topology, MixerFilter.RECORD_PIN, wave, Sb16Filter.RECORD_PIN);
        fm.ifPresent(port -> wiring.connect(port, FM_OUTPUT_PIN, topology, MixerFilter.MIDI_PIN));

        steps.next("register the power management");
        portCls.registerAdapterPowerManagement(new CardPower(resources.mixer()), device);
        steps.done(() -> portCls.unregisterAdapterPowerManagement(device));
    }
}
