package miniport.dmus.uart;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IMasterClock;
import portcls.api.IMusicTechnology;
import portcls.api.IPowerNotify;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.MusicTechnology;
import portcls.mpu401.Uart;
import portcls.mpu401.UartInterrupt;

import java.io.IOException;
import java.util.Objects;

/**
 * What both forms of the DMus UART miniport are: init, power, limits of streams. The device has no
 * clock of its own, so events come when they are due and are played on arrival.
 *
 * <p>Its methods are called as {@link IMiniportDMus} says; what runs on other threads stands in
 * {@link UartRender}, {@link UartCapture} and {@link UartInterrupt}. A device that fails is an
 * {@link IOException}, a request that cannot be served is a {@link PortClsException}.
 */
abstract sealed class UartDriver implements IMiniportDMus, IMusicTechnology, IPowerNotify
        permits DMusUartMiniport, DMusUartCaptureMiniport {
    private final boolean renders;
    private KsId technology = MusicTechnology.PORT;
    private String name = "MPU-401";
    private boolean initialized;
    private boolean sendingMidi;
    private boolean sendingDirectMusic;
    private boolean capturing;
    private @Nullable Uart uart;
    private @Nullable UartOutput output;

    UartDriver(boolean renders) {
        this.renders = renders;
    }

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
    public void init(Adapter adapter, IResourceList resources, IPortDMus port) throws IOException {
        initialized = true;
        name = adapter.name();
        Uart device = new Uart(adapter, resources, port.system());
        uart = device;
        device.open(port::registerServiceGroup, port::notify);
        if (renders) {
            output = new UartOutput(device.registers(), port.system().newServiceGroup(adapter));
        } else if (device.input().isEmpty()) {
            throw new PortClsException(
                    Status.DEVICE_CONFIGURATION_ERROR,
                    name
                            + " cannot receive MIDI: it was granted no interrupt; its adapter must"
                            + " have one among its resources, or name another driver");
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        Uart device = device();
        UartNodes nodes = new UartNodes(device.registers().clock());
        FilterDescriptor description =
                device.input().isEmpty()
                        ? UartFilter.render(name, nodes)
                        : renders ? UartFilter.both(name, nodes) : UartFilter.capture(name, nodes);
        return description.withTechnology(technology);
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return uart == null ? null : uart.serviceGroup();
    }

    /** One stream of each kind at a time. */
    @Override
    public DMusStream newStream(
            int pin,
            StreamType type,
            DataFormat format,
            IAllocatorMXF allocator,
            IMasterClock masterClock) {
        return switch (type) {
            case MIDI_RENDER ->
                    format.subFormat().equals(FormatIds.SUBTYPE_DIRECTMUSIC)
                            ? newDirectMusic(allocator)
                            : newMidi(allocator);
            case MIDI_CAPTURE -> newCapture(allocator);
            case WAVE_SINK -> throw refused("makes no sound itself: type=" + type);
        };
    }

    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        if (uart != null) {
            uart.powerChanged(powerState);
        }
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
        if (uart != null) {
            uart.close();
        }
    }

    private DMusStream newMidi(IAllocatorMXF allocator) {
        if (sendingMidi) {
            throw refused("sends MIDI already; close that stream first");
        }
        UartRender stream = newRender(allocator, () -> sendingMidi = false);
        sendingMidi = true;
        return DMusStream.of(stream);
    }

    private DMusStream newDirectMusic(IAllocatorMXF allocator) {
        if (sendingDirectMusic) {
            throw refused("sends DirectMusic already; close that stream first");
        }
        UartRender stream = newRender(allocator, () -> sendingDirectMusic = false);
        sendingDirectMusic = true;
        return DMusStream.of(stream);
    }

    private UartRender newRender(IAllocatorMXF allocator, Runnable onClose) {
        if (output == null) {
            throw refused("cannot send MIDI: this driver only captures");
        }
        return new UartRender(name, output, allocator, onClose);
    }

    private DMusStream newCapture(IAllocatorMXF allocator) {
        UartInterrupt interrupt =
                device().input()
                        .orElseThrow(
                                () -> refused("cannot receive MIDI: it was granted no interrupt"));
        if (capturing) {
            throw refused("receives MIDI already; close that stream first");
        }
        UartCapture stream = new UartCapture(name, interrupt, allocator, () -> capturing = false);
        capturing = true;
        return DMusStream.of(stream);
    }

    private Uart device() {
        return Objects.requireNonNull(uart, "the first call is init");
    }

    private PortClsException refused(String why) {
        return new PortClsException(Status.INVALID_DEVICE_REQUEST, name + " " + why);
    }
}
