package portcls.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IDmaChannelSlave;
import portcls.api.IInterruptSync;
import portcls.api.IPowerNotify;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.WaveFormat;
import portcls.api.wavecyclic.DmaSpeed;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.api.wavecyclic.WaveCyclicStream;

import java.io.IOException;
import java.util.Arrays;

/**
 * The waves of a Sound Blaster 16: one stream that plays and one that records, of 8 or 16 bits, on
 * the DMA channels of the system. Both at once when one has 8 and the other 16 bits, and both the
 * same rate: the card has one DMA channel for each width and one clock.
 *
 * <p>Its methods are called as {@link IMiniportWaveCyclic} says; what runs on other threads stands
 * in its interrupt routine. A card that fails is an {@link IOException}, a request that cannot be
 * served a {@link PortClsException}.
 */
public class Sb16Wave implements IMiniportWaveCyclic, IPowerNotify {
    /** What is asked for first; half of it when there is no such memory, and so on. */
    private static final int LARGEST_BUFFER = 0x10000;

    private static final int SMALLEST_BUFFER = 0x1000;

    /** A channel for bytes cannot cross 64 KiB, one for words 128 KiB. */
    private static final long BYTE_BOUNDARY = 0xFFFF;

    private static final long WORD_BOUNDARY = 0x1FFFF;

    private String name = "Sound Blaster 16";
    private @Nullable Card card;
    private @Nullable Sb16Stream render;
    private @Nullable Sb16Stream capture;
    private boolean asleep;

    /** The card once it is there. */
    private record Card(
            Adapter adapter,
            IResourceList list,
            Sb16Resources resources,
            IPortWaveCyclic port,
            Dsp dsp,
            Ct1745 mixer,
            Sb16Interrupt interrupt,
            IInterruptSync sync,
            boolean ownSync) {}

    /** A miniport without a card yet. */
    public Sb16Wave() {}

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortWaveCyclic port)
            throws IOException {
        name = adapter.name();
        Sb16Resources found = Sb16Resources.of(resources);
        Dsp dsp = new Dsp(found.registers(), port.system().masterClock());
        Ct1745 mixer = new Ct1745(found.registers(), Ct1745.OFFSET);
        Sb16Interrupt interrupt = new Sb16Interrupt(dsp, mixer, port::notify);
        IInterruptSync shared = adapter.adapt(IInterruptSync.class).orElse(null);
        IInterruptSync sync =
                shared != null
                        ? shared
                        : port.system().newInterruptSync(resources, 0, IInterruptSync.Mode.NORMAL);
        Card made =
                new Card(
                        adapter,
                        resources,
                        found,
                        port,
                        dsp,
                        mixer,
                        interrupt,
                        sync,
                        shared == null);
        start(made);
        sync.registerServiceRoutine(interrupt, true);
        card = made;
        if (made.ownSync()) { // else the adapter connects its own
            sync.connect();
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        return Sb16Filter.of(name);
    }

    @Override
    public WaveCyclicStream newStream(int pin, boolean capturing, DataFormat format)
            throws IOException {
        Card now = require();
        if (pin != (capturing ? Sb16Filter.CAPTURE_PIN : Sb16Filter.RENDER_PIN)) {
            throw refused(
                    Status.INVALID_PARAMETER,
                    "has no streaming pin of that number and direction: pin="
                            + pin
                            + ", capture="
                            + capturing);
        }
        WaveFormat wave =
                Sb16Filter.accepted(format)
                        .orElseThrow(
                                () ->
                                        refused(
                                                Status.INVALID_PARAMETER,
                                                "moves "
                                                        + Sb16Filter.formats()
                                                        + ": format="
                                                        + format));
        DspWidth width =
                wave.bitsPerSample() == DspWidth.BITS_8.bits() ? DspWidth.BITS_8 : DspWidth.BITS_16;
        checkFree(capturing, width, wave.samplesPerSecond());
        IDmaChannelSlave dma = newChannel(now, width);
        IServiceGroup group = now.port().system().newServiceGroup(now.adapter());
        Sb16Stream stream =
                new Sb16Stream(
                        now.dsp(),
                        dma,
                        width,
                        capturing,
                        wave,
                        () -> {
                            now.interrupt().tell(width, null);
                            keep(capturing, null);
                        });
        now.interrupt().tell(width, group);
        keep(capturing, stream);
        return new WaveCyclicStream(stream, dma, group);
    }

    /** The card loses its memory when it sleeps; it is told again what was set, also meanwhile. */
    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        boolean awake = powerState == DevicePowerState.D0;
        if (awake && asleep) {
            start(require());
        }
        asleep = !awake;
        for (Sb16Stream stream : Arrays.asList(render, capture)) {
            if (stream != null && asleep) {
                stream.sleep();
            } else if (stream != null) {
                stream.wake();
            }
        }
    }

    /** Lets go of the interrupt; nothing moves after this. */
    @Override
    public void close() throws IOException {
        Card now = card;
        card = null;
        if (now == null) {
            return;
        }
        now.interrupt().close();
        if (now.ownSync()) {
            now.sync().disconnect();
        }
        if (!asleep && !now.adapter().isGone()) {
            now.dsp().reset();
        }
    }

    private void start(Card with) throws IOException {
        with.dsp().reset();
        DspVersion version = with.dsp().version();
        if (!version.isSixteen()) {
            throw new IOException(
                    name
                            + " at "
                            + with.dsp().place()
                            + " is no Sound Blaster 16, whose DSP has version 4.x; use the driver"
                            + " of that card: version="
                            + version);
        }
        with.mixer().useDma(with.resources().byteNumber(), with.resources().wordNumber());
    }

    private void checkFree(boolean capturing, DspWidth width, int rate) {
        if ((capturing ? capture : render) != null) {
            throw refused(
                    Status.INVALID_DEVICE_REQUEST,
                    (capturing ? "records" : "plays") + " already; close that stream first");
        }
        Sb16Stream other = capturing ? render : capture;
        if (other == null) {
            return;
        }
        if (other.width() == width) {
            throw refused(
                    Status.DEVICE_BUSY,
                    "has one DMA channel for "
                            + width.bits()
                            + " bits, and it is in use by the other direction; use "
                            + (width == DspWidth.BITS_8 ? DspWidth.BITS_16 : DspWidth.BITS_8).bits()
                            + " bits, or close that stream first: bitsPerSample="
                            + width.bits());
        }
        if (other.rate() != rate) {
            throw refused(
                    Status.DEVICE_BUSY,
                    "has one clock for both directions, and it runs at "
                            + other.rate()
                            + " Hz; use that rate, or close the other stream first: rate="
                            + rate);
        }
    }

    /** Takes what memory there is. */
    private static IDmaChannelSlave newChannel(Card card, DspWidth width) {
        IDmaChannelSlave dma =
                card.port()
                        .newSlaveDmaChannel(
                                card.list(),
                                card.resources().dma(width),
                                LARGEST_BUFFER,
                                false,
                                DmaSpeed.COMPATIBLE);
        long boundary = width == DspWidth.BITS_8 ? BYTE_BOUNDARY : WORD_BOUNDARY;
        int size = Math.min(LARGEST_BUFFER, dma.maximumBufferSize());
        while (true) {
            try {
                dma.allocateBuffer(size, boundary);
                return dma;
            } catch (PortClsException e) {
                size /= 2;
                if (e.status() != Status.INSUFFICIENT_RESOURCES || size < SMALLEST_BUFFER) {
                    throw e;
                }
            }
        }
    }

    private void keep(boolean capturing, @Nullable Sb16Stream stream) {
        if (capturing) {
            capture = stream;
        } else {
            render = stream;
        }
    }

    private Card require() {
        Card now = card;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no card yet; init it first");
        }
        return now;
    }

    private PortClsException refused(Status status, String why) {
        return new PortClsException(status, name + " " + why);
    }
}
