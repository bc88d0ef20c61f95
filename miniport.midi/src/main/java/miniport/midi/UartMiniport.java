package miniport.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.DevicePowerState;
import portcls.api.IMusicTechnology;
import portcls.api.IPowerNotify;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Miniport;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.MusicTechnology;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.mpu401.BusyLimit;
import portcls.mpu401.Mpu401;
import portcls.mpu401.Uart;
import portcls.mpu401.UartInterrupt;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * An MPU-401 in UART mode: MIDI out, and MIDI in when there is an interrupt. It is the UART
 * miniport of {@code nf-portcls-pcnewminiport}.
 *
 * <p>Its methods are called as {@link IMiniportMidi} says; what runs on other threads stands in
 * {@link UartInterrupt}. A device that fails is an {@link IOException}, a request that cannot be
 * served is a {@link PortClsException}.
 */
@Component(
        service = IMiniportMidi.class,
        scope = ServiceScope.PROTOTYPE,
        property = "portcls.class=" + UartMiniport.CLASS_ID)
@Miniport(device = "mpu401")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=midi", "device:List<String>=mpu401"})
public final class UartMiniport implements IMiniportMidi, IMusicTechnology, IPowerNotify {
    /** The id of {@link portcls.api.MiniportClass#UART}. */
    static final String CLASS_ID = "b4c90ae1-5791-11d0-86f9-00a0c911b544";

    private KsId technology = MusicTechnology.PORT;
    private String name = "MPU-401";
    private boolean initialized;
    private boolean rendering;
    private boolean capturing;
    private @Nullable Uart uart;

    @Override
    public void setTechnology(KsId newTechnology) {
        if (initialized) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "the music technology must be set before init: technology=" + newTechnology);
        }
        technology = newTechnology;
    }

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortMidi port) throws IOException {
        initialized = true;
        name = adapter.name();
        Uart device = new Uart(adapter, resources, port.system());
        uart = device;
        device.open(port::registerServiceGroup, port::notify);
    }

    @Override
    public FilterDescriptor getDescription() {
        FilterDescriptor description =
                input().isEmpty() ? FilterDescriptor.midiRender(name) : FilterDescriptor.midi(name);
        return description.withTechnology(technology);
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return uart == null ? null : uart.serviceGroup();
    }

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        return capture ? newCapture() : newRender();
    }

    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        if (uart != null) {
            uart.powerChanged(powerState);
        }
    }

    @Override
    public void close() {
        if (uart != null) {
            uart.close();
        }
    }

    private IMiniportMidiStream newRender() {
        if (rendering) {
            throw refused("sends MIDI already; close that stream first");
        }
        Mpu401 registers = Objects.requireNonNull(uart, "a stream is made after init").registers();
        BusyLimit busy = new BusyLimit(name, registers.clock());
        UartRender stream = new UartRender(registers, busy, () -> rendering = false);
        rendering = true;
        return stream;
    }

    private IMiniportMidiStream newCapture() {
        UartInterrupt interrupt =
                input().orElseThrow(
                                () -> refused("cannot receive MIDI: it was granted no interrupt"));
        if (capturing) {
            throw refused("receives MIDI already; close that stream first");
        }
        UartCapture stream = new UartCapture(name, interrupt, () -> capturing = false);
        capturing = true;
        return stream;
    }

    private Optional<UartInterrupt> input() {
        return uart == null ? Optional.empty() : uart.input();
    }

    private PortClsException refused(String why) {
        return new PortClsException(Status.INVALID_DEVICE_REQUEST, name + " " + why);
    }
}
