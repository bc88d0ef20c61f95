package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IPortMidi;
import portcls.ports.device.Device;
import portcls.ports.dmus.DMusPart;
import portcls.ports.dmus.MusicHost;
import portcls.ports.dmus.MusicPart;
import portcls.ports.filter.PinFactory;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;
import portcls.ports.property.PortProperties;

import java.io.IOException;
import java.util.Optional;

/**
 * The port driver of both classes of music, MIDI and DMus ({@code nf-portcls-pcnewport}): either
 * takes either kind of miniport, and the miniport decides what the filter is. For a miniport of
 * both kinds the class that was asked for does.
 */
public final class MusicPort extends PortDriver implements IPortMidi, IPortDMus {
    private final PortHouse house;
    private final IServiceSink sink = this::serve;

    /** There from init on; without its miniport once that was let go. */
    private volatile @Nullable MusicPart<?> part;

    private volatile @Nullable IServiceGroup group;
    private volatile boolean serving;

    public MusicPort(PortClass portClass, PortHouse house) {
        super(portClass, house);
        this.house = house;
    }

    @Override
    public void notify(@Nullable IServiceGroup which) {
        if (which != null) {
            which.requestService();
            return;
        }
        IServiceGroup own = group;
        if (own != null) {
            own.requestService();
        }
        MusicPart<?> bound = part;
        if (bound != null) {
            bound.notifyStreams();
        }
    }

    @Override
    public void registerServiceGroup(IServiceGroup newGroup) {
        synchronized (sink) {
            IServiceGroup old = group;
            if (old == newGroup) {
                return;
            }
            if (old != null) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "a MIDI or DMus miniport has one service group; it must be the same in"
                                + " registerServiceGroup and serviceGroup");
            }
            group = newGroup;
        }
        newGroup.addMember(sink);
    }

    /** Of a DMus miniport alone; INVALID_DEVICE_REQUEST for a MIDI miniport, which has no sound. */
    @Override
    public void setWaveOutput(String filterId) {
        requirePart().setWaveOutput(filterId);
    }

    @Override
    protected boolean accepts(IMiniport candidate) {
        return candidate instanceof IMiniportMidi || candidate instanceof IMiniportDMus;
    }

    @Override
    protected void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        MusicPart<?> bound = partFor(candidate);
        part = bound;
        serving = true;
        IServiceGroup told = bound.init(adapter, resources);
        if (told != null) {
            registerServiceGroup(told);
        } else if (group == null) {
            // A miniport without a group of its own may still tell of arrivals by notify(null).
            registerServiceGroup(system().newServiceGroup(adapter));
        }
    }

    @Override
    protected PortClass filterKind() {
        return requirePart().kind();
    }

    @Override
    protected PinFactory pins() {
        return requirePart()::newPin;
    }

    @Override
    protected PortProperties properties() {
        return requirePart().properties();
    }

    @Override
    protected void stopCalls() {
        serving = false;
    }

    @Override
    protected void forgetMiniport() {
        group = null;
        MusicPart<?> bound = part;
        if (bound != null) {
            bound.forget();
        }
    }

    @Override
    protected void unlinkMiniport() {
        serving = false;
        IServiceGroup old = group;
        group = null;
        if (old != null) {
            old.removeMember(sink);
        }
        MusicPart<?> bound = part;
        if (bound != null) {
            bound.unlink();
        }
    }

    private MusicPart<?> partFor(IMiniport candidate) {
        MusicHost host = new Host();
        if (candidate instanceof IMiniportDMus music
                && (portClass() == PortClass.DMUS || !(candidate instanceof IMiniportMidi))) {
            return new DMusPart(music, this, host);
        }
        return new MidiPart((IMiniportMidi) candidate, this, host);
    }

    private MusicPart<?> requirePart() {
        MusicPart<?> bound = part;
        if (bound == null) {
            throw new PortClsException(Status.INVALID_DEVICE_STATE, "call init on the port first");
        }
        return bound;
    }

    private void serve() {
        MusicPart<?> bound = part;
        if (serving && bound != null) {
            bound.serve();
        }
    }

    /** This port as its part sees it. */
    private final class Host implements MusicHost {
        @Override
        public PortHouse house() {
            return house;
        }

        @Override
        public Device device() {
            return MusicPort.this.device();
        }

        @Override
        public String driver() {
            return MusicPort.this.driver();
        }

        @Override
        public Optional<PortFilter> filter() {
            return MusicPort.this.filter();
        }

        @Override
        public void broke(String where, Throwable cause) {
            serving = false;
            broken(where, cause);
        }
    }
}
