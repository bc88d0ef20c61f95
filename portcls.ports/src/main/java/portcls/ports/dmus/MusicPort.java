package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FormatIds;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.filter.PinFactory;
import portcls.ports.music.DirectMusicPacker;
import portcls.ports.music.EventPool;
import portcls.ports.music.MusicFormatPacker;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;

import java.io.IOException;
import java.util.Arrays;

/**
 * What the MIDI port and the DMus port share: the service group of the miniport, its streams that
 * capture, the pins.
 *
 * @param <M> the miniports of this kind
 */
public abstract class MusicPort<M extends IMiniport> extends PortDriver {
    private final Class<M> kind;
    private final PortHouse house;

    /** What the event pools of one filter have in common. */
    private final Object family = new Object();

    private final IServiceSink sink = this::serve;
    private volatile CapturePin[] capturing = {};
    private volatile @Nullable M miniport;
    private volatile @Nullable IServiceGroup group;
    private volatile boolean serving;

    protected MusicPort(PortClass portClass, Class<M> kind, PortHouse house) {
        super(portClass, house);
        this.kind = kind;
        this.house = house;
    }

    /** Calls the miniport's init. On the worker. */
    protected abstract void init(M driver, Adapter adapter, IResourceList resources)
            throws IOException;

    /** The group that the miniport has told after its init. On the worker. */
    protected abstract @Nullable IServiceGroup serviceGroup(M driver);

    /** The miniport's group was notified; its streams are told afterwards. */
    protected abstract void service(M driver);

    /** See {@link portcls.api.dmus.IPortDMus#registerServiceGroup}. */
    public final void registerServiceGroup(IServiceGroup newGroup) {
        synchronized (sink) {
            IServiceGroup old = group;
            if (old == newGroup) {
                return;
            }
            if (old != null) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "a "
                                + (portClass() == PortClass.MIDI ? "MIDI" : "DMus")
                                + " miniport has one service group; it must be the same in"
                                + " registerServiceGroup and serviceGroup");
            }
            group = newGroup;
        }
        newGroup.addMember(sink);
    }

    @Override
    protected final boolean accepts(IMiniport candidate) {
        return kind.isInstance(candidate);
    }

    @Override
    protected final void initMiniport(IMiniport candidate, Adapter adapter, IResourceList resources)
            throws IOException {
        M driver = kind.cast(candidate);
        miniport = driver;
        serving = true;
        init(driver, adapter, resources);
        IServiceGroup told = serviceGroup(driver);
        if (told != null) {
            registerServiceGroup(told);
        } else if (group == null) {
            // A miniport without a group of its own may still tell of arrivals by notify(null).
            registerServiceGroup(system().newServiceGroup(adapter));
        }
    }

    @Override
    protected final void stopCalls() {
        serving = false;
    }

    @Override
    protected void forgetMiniport() {
        miniport = null;
        group = null;
        capturing = new CapturePin[0];
    }

    @Override
    protected void unlinkMiniport() {
        serving = false;
        IServiceGroup old = group;
        group = null;
        if (old != null) {
            old.removeMember(sink);
        }
        miniport = null;
    }

    @Override
    protected abstract PinFactory pins();

    /** The miniport's group. */
    protected final @Nullable IServiceGroup group() {
        return group;
    }

    /** The pins that capture. */
    protected final CapturePin[] capturing() {
        return capturing;
    }

    /** The system that made this port. */
    protected final PortHouse house() {
        return house;
    }

    /** What the event pools of this filter have in common. */
    protected final Object family() {
        return family;
    }

    /** The miniport, while it is there. */
    protected final M driverNow() {
        M driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        return driver;
    }

    /** A driver threw what no driver may throw. From any thread. */
    protected final void broke(String where, Throwable cause) {
        serving = false;
        broken(where, cause);
    }

    /** A pin in front of a stream that takes bytes alone. On the worker. */
    protected final OpenPin newRenderPin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            EventPool pool,
            RawStage stage,
            @Nullable IServiceGroup own,
            RenderCounts counts) {
        return new RenderPin(
                new RenderPin.Parts(
                        handle,
                        pinId,
                        format,
                        device(),
                        device().clock(),
                        pool,
                        MusicStream.raw(stage, own, counts),
                        null,
                        this::broke));
    }

    /** A pin behind a stream that gives bytes alone. On the worker. */
    protected final OpenPin newCapturePin(
            OpenHandle handle,
            int pinId,
            DataFormat format,
            EventPool pool,
            RawStage stage,
            @Nullable IServiceGroup own)
            throws IOException {
        return newCapturePin(handle, pinId, format, pool, MusicStream.raw(stage, own, null));
    }

    /** A pin behind a stream, connected to it. On the worker. */
    final CapturePin newCapturePin(
            OpenHandle handle, int pinId, DataFormat format, EventPool pool, MusicStream stream)
            throws IOException {
        boolean directMusic = format.subFormat().equals(FormatIds.SUBTYPE_DIRECTMUSIC);
        CapturePin pin =
                new CapturePin(
                        handle,
                        pinId,
                        format,
                        device(),
                        pool,
                        directMusic ? new DirectMusicPacker() : new MusicFormatPacker(),
                        stream,
                        this);
        pin.connect();
        CapturePin[] more = Arrays.copyOf(capturing, capturing.length + 1);
        more[more.length - 1] = pin;
        capturing = more;
        return pin;
    }

    /** The pool of a stream to the device. */
    protected final EventPool newRenderPool() {
        return RenderPin.newPool(family);
    }

    /** On the worker. */
    @SuppressWarnings("ReferenceEquality") // an identity
    final void closed(CapturePin pin) {
        capturing = Arrays.stream(capturing).filter(it -> it != pin).toArray(CapturePin[]::new);
    }

    /**
     * The miniport's group was notified: the miniport first, then what its streams have brought.
     */
    private void serve() {
        M driver = miniport;
        if (!serving || driver == null) {
            return;
        }
        try {
            service(driver);
        } catch (Throwable t) {
            broke("service", t);
            return;
        }
        for (CapturePin pin : capturing) {
            pin.service();
        }
    }
}
