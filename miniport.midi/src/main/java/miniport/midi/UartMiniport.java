package miniport.midi;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.DevicePowerState;
import portcls.api.IInterruptSync;
import portcls.api.IMusicTechnology;
import portcls.api.IPowerNotify;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Miniport;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.MusicTechnology;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.io.IOException;
import java.util.Objects;

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
    private boolean asleep;
    private boolean rendering;
    private boolean capturing;
    private @Nullable Mpu401 mpu;
    private @Nullable IServiceGroup group;
    private @Nullable UartInterrupt interrupt;
    private @Nullable IInterruptSync connected;

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
        IoPort registers = UartResources.registers(resources);
        mpu = new Mpu401(registers, port.system().masterClock());
        if (UartResources.hasInterrupt(resources)) {
            connectInterrupt(mpu, adapter, resources, port);
        }
        startDevice(mpu);
    }

    @Override
    public FilterDescriptor getDescription() {
        FilterDescriptor description =
                interrupt == null ? FilterDescriptor.midiRender(name) : FilterDescriptor.midi(name);
        return description.withTechnology(technology);
    }

    @Override
    public @Nullable IServiceGroup serviceGroup() {
        return group;
    }

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        return capture ? newCapture() : newRender();
    }

    /** Sleep takes the device out of UART mode, so waking up is starting again. */
    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        boolean awake = powerState == DevicePowerState.D0;
        if (awake && asleep && mpu != null) {
            startDevice(mpu);
        }
        asleep = !awake;
    }

    @Override
    public void close() {
        if (interrupt != null) {
            interrupt.close();
        }
        if (connected != null) {
            connected.disconnect();
        }
        if (mpu != null && !asleep) {
            mpu.stop();
        }
    }

    private void connectInterrupt(
            Mpu401 device, Adapter adapter, IResourceList resources, IPortMidi port) {
        group = port.system().newServiceGroup(adapter);
        port.registerServiceGroup(group); // before an interrupt can come
        IInterruptSync shared = adapter.adapt(IInterruptSync.class).orElse(null);
        IInterruptSync sync =
                shared != null
                        ? shared
                        : port.system().newInterruptSync(resources, 0, IInterruptSync.Mode.NORMAL);
        interrupt = new UartInterrupt(device, port, group, sync);
        sync.registerServiceRoutine(interrupt, true);
        if (shared == null) { // the adapter connects its own
            sync.connect();
            connected = sync;
        }
    }

    private void startDevice(Mpu401 device) throws IOException {
        boolean started = interrupt == null ? device.start() : interrupt.heldOff(device::start);
        if (!started) {
            throw new IOException(
                    name
                            + " does not answer to a reset: see whether the device is there and on,"
                            + " whether its address is right ("
                            + device.place()
                            + "), and whether another program has it");
        }
    }

    private IMiniportMidiStream newRender() {
        if (rendering) {
            throw refused("sends MIDI already; close that stream first");
        }
        Mpu401 device = Objects.requireNonNull(mpu, "a stream is made after init");
        BusyLimit busy = new BusyLimit(name, device.clock());
        UartRender stream = new UartRender(device, busy, () -> rendering = false);
        rendering = true;
        return stream;
    }

    private IMiniportMidiStream newCapture() {
        if (interrupt == null) {
            throw refused("cannot receive MIDI: it was granted no interrupt");
        }
        if (capturing) {
            throw refused("receives MIDI already; close that stream first");
        }
        UartCapture stream = new UartCapture(name, interrupt, () -> capturing = false);
        capturing = true;
        return stream;
    }

    private PortClsException refused(String why) {
        return new PortClsException(Status.INVALID_DEVICE_REQUEST, name + " " + why);
    }
}
