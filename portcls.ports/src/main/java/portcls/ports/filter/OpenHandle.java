package portcls.ports.filter;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiPin;
import portcls.api.client.SynthOutput;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.dmus.Synthesizer;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.ports.device.Use;
import portcls.ports.property.HandleScope;
import portcls.ports.property.Scope;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An open filter. Its list of pins changes on the worker alone. */
public final class OpenHandle extends Requests implements FilterHandle, HandleScope {
    private final PortFilter filter;
    private final List<OpenPin> pins = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    OpenHandle(PortFilter filter) {
        super(filter);
        this.filter = filter;
    }

    @Override
    public Filter filter() {
        return filter;
    }

    /** The filter, for pins. */
    PortFilter portFilter() {
        return filter;
    }

    /** The pins that are open on it. */
    public List<OpenPin> pins() {
        return pins;
    }

    @Override
    public int openInstances(int pinId) {
        return (int) pins.stream().filter(pin -> pin.pinId() == pinId).count();
    }

    @Override
    public DataFormat intersect(int pinId, List<DataRange> clientRanges) {
        List<DataRange> ranges = List.copyOf(clientRanges);
        return filter.call(
                () -> {
                    requireOpen();
                    return filter.properties().intersect(pinId, ranges);
                });
    }

    @Override
    public int firstMidiPin(boolean capture) {
        return firstMusicPin(capture, FormatIds.SUBTYPE_MIDI, "MIDI");
    }

    @Override
    public MidiPin openMidi(int pinId, boolean closesHandle) {
        return (MidiPin)
                openPin(filter.setup().pins(), pinId, DataFlow.IN, DataFormat.midi(), closesHandle);
    }

    @Override
    public MidiCapturePin openMidiCapture(int pinId, boolean closesHandle) {
        return (MidiCapturePin)
                openPin(
                        filter.setup().pins(),
                        pinId,
                        DataFlow.OUT,
                        DataFormat.midi(),
                        closesHandle);
    }

    @Override
    public int firstDirectMusicPin(boolean capture) {
        return firstMusicPin(capture, FormatIds.SUBTYPE_DIRECTMUSIC, "time-stamped music");
    }

    @Override
    public DirectMusicPin openDirectMusic(int pinId, boolean closesHandle) {
        OpenPin pin =
                openPin(
                        filter.setup().pins(),
                        pinId,
                        DataFlow.IN,
                        DataFormat.directMusic(),
                        closesHandle);
        try {
            return giveVoices((DirectMusicPin) pin);
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /**
     * A synthesizer has no voices until it is told its parameters ({@code voice-allocation}), and a
     * first note that nobody hears helps nobody. Whoever opens a pin so, and not by the raw road,
     * has told it that it may choose.
     */
    private static DirectMusicPin giveVoices(DirectMusicPin pin) {
        if (pin.synthesizer().isPresent()) {
            try {
                var _ = Synthesizer.of(pin).parameters();
            } catch (PortClsException e) {
                if (e.status() != Status.NOT_FOUND && e.status() != Status.NOT_SUPPORTED) {
                    throw e;
                }
            }
        }
        return pin;
    }

    @Override
    public MidiCapturePin openDirectMusicCapture(int pinId) {
        return (MidiCapturePin)
                openPin(
                        filter.setup().pins(),
                        pinId,
                        DataFlow.OUT,
                        DataFormat.directMusic(),
                        false);
    }

    @Override
    public SynthOutput openSynthOutput(WaveFormat format) {
        int pinId =
                filter.soundPin()
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.NOT_FOUND,
                                                "the filter "
                                                        + filter.id()
                                                        + " is no synthesizer whose sound can be"
                                                        + " had: it has no wave pin; its"
                                                        + " categories are "
                                                        + filter.descriptor().categories()));
        return (SynthOutput)
                openPin(
                        filter.setup().pins(),
                        pinId,
                        DataFlow.OUT,
                        WaveDataFormat.of(format),
                        false);
    }

    @Override
    public int firstWavePin(boolean capture) {
        List<PinDescriptor> all = filter.descriptor().pins();
        int loopback = -1;
        for (int pinId = 0; pinId < all.size(); pinId++) {
            PinDescriptor pin = all.get(pinId);
            if (pin.isStreaming() && isWave(pin) && pin.dataFlow() == flow(capture)) {
                if (!isLoopback(pinId)) {
                    return pinId;
                }
                loopback = pinId;
            }
        }
        if (loopback >= 0) {
            return loopback;
        }
        throw new PortClsException(
                Status.NOT_FOUND,
                "the filter "
                        + filter.id()
                        + " has no pin that "
                        + (capture ? "records" : "plays")
                        + " sound; its categories are "
                        + filter.descriptor().categories());
    }

    @Override
    public WaveFormat preferredFormat(int pinId) {
        DataFormat told;
        try {
            told = get(PinProperty.PROPOSEDATAFORMAT, Target.pin(pinId));
        } catch (PortClsException e) {
            if (e.status() != Status.NOT_SUPPORTED && e.status() != Status.NOT_FOUND) {
                throw e;
            }
            told = intersect(pinId, filter.descriptor().pins().get(pinId).dataRanges());
        }
        if (told instanceof WaveDataFormat wave) {
            return wave.format();
        }
        throw new PortClsException(
                Status.NO_MATCH, "pin " + pinId + " of " + filter.id() + " carries no sound");
    }

    @Override
    public WavePin openWave(int pinId, WaveFormat format, Buffer buffer, boolean closesHandle) {
        DataFlow flow = filter.call(() -> filter.properties().dataFlow(pinId));
        OpenPin pin =
                openPin(
                        filter.setup().pins(),
                        pinId,
                        flow,
                        WaveDataFormat.of(format),
                        closesHandle);
        if (!(pin instanceof WaveStream wave)) {
            pin.close();
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin "
                            + pinId
                            + " of "
                            + filter.id()
                            + (pin instanceof SynthOutput
                                    ? " is the sound of a synthesizer: take it by openSynthOutput"
                                    : " carries no sound"));
        }
        try {
            return wave.begin(buffer);
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (filter.removal().isPresent()) {
            return;
        }
        try {
            filter.call(
                    Use.RELEASE,
                    () -> {
                        if (!closed) {
                            tearDown();
                            filter.closed(this);
                        }
                        return true;
                    });
        } catch (PortClsException e) {
            if (e.status() != Status.DEVICE_REMOVED) {
                throw e;
            }
        }
    }

    @Override
    Scope scope() {
        return this;
    }

    @Override
    void requireOpen() {
        if (closed) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this handle of " + filter.id() + " was closed; open the filter again");
        }
    }

    /** On the worker: a pin was closed by its client. */
    void closed(OpenPin pin, boolean closesHandle) throws Exception {
        pins.remove(pin);
        if (closesHandle && !closed) {
            tearDown();
            filter.closed(this);
        }
    }

    /** On the worker: closes every pin and ends the events. */
    void tearDown() {
        closed = true;
        for (OpenPin pin : pins) {
            pin.tearDown();
        }
        pins.clear();
        cancelPending();
        try {
            filter.events().disableAll(this);
        } catch (PortClsException e) {
            OpenPin.logFailure(filter, "disable its events", e);
        }
    }

    /** The driver hangs: what can be let go without it is let go. */
    void abandon() {
        closed = true;
        pins.forEach(OpenPin::abandon);
        pins.clear();
    }

    OpenPin openPin(
            PinFactory factory, int pinId, DataFlow flow, DataFormat format, boolean closesHandle) {
        return filter.call(
                Use.OPEN,
                () -> {
                    requireOpen();
                    PinDescriptor descriptor = checkPin(pinId, flow, format);
                    OpenPin pin = makePin(factory, pinId, descriptor, format);
                    pin.closesHandle(closesHandle);
                    pins.add(pin);
                    return pin;
                });
    }

    private PinDescriptor checkPin(int pinId, DataFlow flow, DataFormat format) {
        filter.properties().pinCounts().requireRoom(this, pinId);
        PinDescriptor descriptor = filter.descriptor().pins().get(pinId);
        if (descriptor.dataFlow() != flow) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin "
                            + pinId
                            + " of "
                            + filter.id()
                            + " has the other direction: dataFlow="
                            + descriptor.dataFlow());
        }
        if (descriptor.dataRanges().stream().noneMatch(format::fits)) {
            throw new PortClsException(
                    Status.NO_MATCH,
                    "pin "
                            + pinId
                            + " of "
                            + filter.id()
                            + " does not handle this format: format="
                            + format
                            + ", ranges="
                            + descriptor.dataRanges());
        }
        return descriptor;
    }

    private OpenPin makePin(
            PinFactory factory, int pinId, PinDescriptor descriptor, DataFormat format) {
        try {
            return factory.newPin(this, pinId, descriptor, format);
        } catch (IOException e) {
            throw PortFilter.ioError(
                    filter.driver() + " could not open pin " + pinId + " of " + filter.id(), e);
        } catch (PortClsException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    filter.driver()
                            + " failed while it opened pin "
                            + pinId
                            + " of "
                            + filter.id()
                            + ": "
                            + e,
                    e);
        }
    }

    private static DataFlow flow(boolean capture) {
        return capture ? DataFlow.OUT : DataFlow.IN;
    }

    /** Whether a pin gives what the filter itself plays: it comes from the audio engine. */
    private boolean isLoopback(int pinId) {
        FilterDescriptor whole = filter.descriptor();
        return whole.connections().stream()
                .filter(it -> it.toNode() == ConnectionDescriptor.FILTER && it.toPin() == pinId)
                .map(ConnectionDescriptor::fromNode)
                .filter(node -> node != ConnectionDescriptor.FILTER)
                .anyMatch(node -> whole.nodes().get(node).type().equals(NodeTypes.AUDIO_ENGINE));
    }

    private int firstMusicPin(boolean capture, KsId subFormat, String what) {
        List<PinDescriptor> all = filter.descriptor().pins();
        for (int pinId = 0; pinId < all.size(); pinId++) {
            PinDescriptor pin = all.get(pinId);
            if (pin.isStreaming() && pin.dataFlow() == flow(capture) && has(pin, subFormat)) {
                return pinId;
            }
        }
        throw new PortClsException(
                Status.NOT_FOUND,
                "the filter "
                        + filter.id()
                        + " has no pin that "
                        + (capture ? "gives " : "takes ")
                        + what
                        + "; its categories are "
                        + filter.descriptor().categories());
    }

    private static boolean isWave(PinDescriptor pin) {
        return pin.dataRanges().stream().anyMatch(range -> range instanceof AudioDataRange);
    }

    private static boolean has(PinDescriptor pin, KsId subFormat) {
        return pin.dataRanges().stream().anyMatch(range -> range.subFormat().equals(subFormat));
    }
}
