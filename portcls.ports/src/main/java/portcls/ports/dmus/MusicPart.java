package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FormatIds;
import portcls.api.ks.PinDescriptor;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.music.DirectMusicPacker;
import portcls.ports.music.EventPool;
import portcls.ports.music.MusicFormatPacker;
import portcls.ports.property.PortProperties;

import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a music port that knows the kind of its miniport: how that is called, and which stage
 * ends the graph of a pin. What both kinds share is here: the miniport, its streams that capture,
 * the pins.
 *
 * @param <M> the miniports of this kind
 */
public abstract class MusicPart<M extends IMiniport> {
    private final MusicHost host;

    /** What the event pools of one filter have in common. */
    private final Object family = new Object();

    private volatile CapturePin[] capturing = {};
    private volatile @Nullable M miniport;

    protected MusicPart(M miniport, MusicHost host) {
        this.miniport = miniport;
        this.host = host;
    }

    /** The kind of filter that such a miniport makes. */
    public abstract PortClass kind();

    /**
     * Calls the miniport's init. On the worker.
     *
     * @return the group that the miniport tells of afterwards
     */
    public abstract @Nullable IServiceGroup init(Adapter adapter, IResourceList resources)
            throws IOException;

    /** Makes a pin in front of, or behind, a stream of the miniport. On the worker. */
    public abstract OpenPin newPin(
            OpenHandle handle, int pinId, PinDescriptor descriptor, DataFormat format)
            throws IOException;

    /** What the filter answers beyond what all filters do. */
    public PortProperties properties() {
        return PortProperties.NONE;
    }

    /** The miniport notified everybody: the groups of its streams besides its own. */
    public void notifyStreams() {}

    /** See {@link portcls.api.dmus.IPortDMus#setWaveOutput}. */
    public abstract void setWaveOutput(String filterId);

    /** The miniport's group was notified; its streams are told afterwards. */
    protected abstract void service(M driver);

    /**
     * The miniport's group was notified: the miniport first, then what its streams have brought.
     */
    public final void serve() {
        M driver = miniport;
        if (driver == null) {
            return;
        }
        try {
            service(driver);
        } catch (Throwable t) {
            host.broke("service", t);
            return;
        }
        for (CapturePin pin : capturing) {
            pin.service();
        }
    }

    /** The miniport is let go in good order: its streams are closed. */
    public final void unlink() {
        miniport = null;
    }

    /** Forgets the miniport and its streams, whether they were let go in good order or not. */
    public void forget() {
        miniport = null;
        capturing = new CapturePin[0];
    }

    /** The port. */
    protected final MusicHost host() {
        return host;
    }

    /** What the event pools of this filter have in common. */
    protected final Object family() {
        return family;
    }

    /** The pins that capture. */
    final CapturePin[] capturing() {
        return capturing;
    }

    /** The miniport, while it is there. */
    protected final M driverNow() {
        M driver = miniport;
        if (driver == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the driver of this filter is gone");
        }
        return driver;
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
                        host.device(),
                        host.device().clock(),
                        pool,
                        MusicStream.raw(stage, own, counts),
                        null,
                        host::broke));
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
                        host.device(),
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

    /** A stream of the miniport broke. From any thread. */
    final void broke(String where, Throwable cause) {
        host.broke(where, cause);
    }
}
