package miniport.wavepci;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.DevicePowerState;
import portcls.api.IDmaChannel;
import portcls.api.IPowerNotify;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Miniport;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavepci.IPortWavePci;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.WavePciStream;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * An AC'97 controller of the ICH class: one stream that plays, one that records, and one for the
 * microphone's own converter, 16 bits each, at 8 to 48 kHz where the codec can vary its rate.
 *
 * <p>Volumes and sources are those of the codec's mixer, which another driver has. Its methods are
 * called as {@link IMiniportWavePci} says.
 */
@Component(service = IMiniportWavePci.class, scope = ServiceScope.PROTOTYPE)
@Miniport(device = "ac97")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=wavepci", "device:List<String>=ac97"})
public final class Ac97Miniport implements IMiniportWavePci, IPowerNotify {
    private static final Logger LOG = System.getLogger(Ac97Miniport.class.getName());

    private final @Nullable PciStream[] streams =
            new @Nullable PciStream[Converter.values().length];
    private String name = "AC'97";
    private @Nullable Device device;
    private boolean asleep;

    /** The device once it is there. */
    private record Device(Adapter adapter, Hardware hardware, IPortWavePci port) {}

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWavePci port)
            throws IOException {
        name = adapter.name();
        Hardware hardware = new Hardware(name, resources);
        device = new Device(adapter, hardware, port);
        hardware.open(adapter, resources, port.system());
    }

    @Override
    public FilterDescriptor getDescription() {
        return FilterLayout.describe(name, require().hardware().codec());
    }

    @Override
    public WavePciStream newStream(
            IPortWavePciStream portStream, int pin, boolean capture, DataFormat format) {
        Device now = require();
        Hardware hardware = now.hardware();
        Converter converter = FilterLayout.converter(name, pin, capture);
        int rate = FilterLayout.rate(name, converter, hardware.codec(), format);
        if (streams[converter.pin()] != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_REQUEST,
                    name
                            + " has one engine for "
                            + converter.label()
                            + ", and it is in use; close that stream first");
        }
        hardware.codec().rate(converter, rate);
        IDmaChannel channel = now.port().newMasterDmaChannel(true, false, DescriptorList.BYTES);
        channel.allocateBuffer(DescriptorList.BYTES, 0);
        Interrupt interrupt = hardware.interrupt();
        IServiceGroup group =
                interrupt == null ? null : now.port().system().newServiceGroup(now.adapter());
        if (group != null) {
            group.supportDelayedService();
        }
        PciStream stream =
                new PciStream(
                        new PciStream.Parts(
                                name,
                                converter,
                                rate,
                                hardware.codec(),
                                hardware.controller().engine(converter),
                                portStream,
                                channel,
                                group,
                                () -> closed(converter)));
        streams[converter.pin()] = stream;
        if (interrupt != null && group != null) {
            IPortWavePci port = now.port();
            interrupt.listen(
                    converter,
                    faulty -> {
                        stream.interrupted(faulty);
                        port.notify(group);
                    });
        }
        return new WavePciStream(stream, channel, group);
    }

    /** Sleep takes the lists from the engines and lets the codec forget; waking starts it anew. */
    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        boolean awake = powerState == DevicePowerState.D0;
        if (awake && asleep) {
            require().hardware().codec().start();
        }
        for (PciStream stream : streams) {
            if (stream != null && awake && asleep) {
                resume(stream);
            } else if (stream != null && !awake && !asleep) {
                stream.suspend();
            }
        }
        asleep = !awake;
    }

    /** One that does not come back is silent until it is opened anew; the others go on. */
    private void resume(PciStream stream) {
        try {
            stream.resume();
        } catch (PortClsException e) {
            LOG.log(Level.WARNING, name + ": a stream does not go on after the device slept", e);
        }
    }

    @Override
    public void close() {
        for (PciStream stream : streams) {
            if (stream != null) {
                stream.close(); // the port left it open
            }
        }
        Device now = device;
        if (now != null) {
            now.hardware().close();
        }
    }

    private void closed(Converter converter) {
        streams[converter.pin()] = null;
        Interrupt interrupt = require().hardware().interrupt();
        if (interrupt != null) {
            interrupt.listen(converter, null);
        }
    }

    private Device require() {
        Device now = device;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no device yet; init it first");
        }
        return now;
    }
}
