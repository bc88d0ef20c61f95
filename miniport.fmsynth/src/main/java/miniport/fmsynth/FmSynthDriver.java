package miniport.fmsynth;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IPowerNotify;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.FormatIds;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * General MIDI on an OPL3, output only: what both FM synthesizer miniports of {@code
 * nf-portcls-pcnewminiport} have in common. Pin 0 takes MIDI, pin 1 is the chip's analog output;
 * between them are the synthesizer and, if there is one, its volume.
 *
 * <p>Its methods are called as {@link IMiniportMidi} says; threads in {@link FmDevice}. A chip that
 * is not there is an {@link IOException}, a request that cannot be served a {@link
 * PortClsException}.
 */
abstract class FmSynthDriver implements IMiniportMidi, IPowerNotify {
    private static final int CHANNELS = 16;
    private static final int ALL_CHANNELS = 0xFFFF;
    private static final int MIDI_PIN = 0;
    private static final int OUTPUT_PIN = 1;
    private static final int SYNTHESIZER = 0;
    private static final int VOLUME = 1;
    private static final int REGISTERS = 4;

    private static final System.Logger LOG = System.getLogger(FmSynthDriver.class.getName());

    private final @Nullable Duration volumeDelay;
    private String name = "FM synthesizer";
    private @Nullable FmDevice device;
    private @Nullable KeptVolume keptVolume;
    private @Nullable VolumeNode volume;
    private boolean asleep;
    private boolean rendering;

    /**
     * A driver.
     *
     * @param volumeDelay how long after a change the volume is kept; null = the filter has none
     */
    FmSynthDriver(@Nullable Duration volumeDelay) {
        this.volumeDelay = volumeDelay;
    }

    @Override
    public final void init(Adapter adapter, IResourceList resources, IPortMidi port)
            throws IOException {
        name = adapter.name();
        FmDevice found = new FmDevice(name, registers(resources));
        found.start();
        device = found;
        if (volumeDelay != null) {
            KeptVolume kept = new KeptVolume(name, registryKey(port), volumeDelay);
            keptVolume = kept;
            volume = new VolumeNode(found::attenuation, kept);
        }
    }

    /** Where the volume is kept; null when there is no such place. */
    private @Nullable IRegistryKey registryKey(IPortMidi port) {
        try {
            return port.newRegistryKey(RegistryKeyType.DEVICE_INTERFACE, null);
        } catch (PortClsException e) {
            LOG.log(
                    WARNING,
                    "{0} will not keep its volume: there is no place for it, {1}",
                    name,
                    e.getMessage());
            return null;
        }
    }

    @Override
    public final FilterDescriptor getDescription() {
        MusicDataRange music =
                new MusicDataRange(
                        FormatIds.SUBTYPE_MIDI,
                        MusicTechnology.FMSYNTH,
                        CHANNELS,
                        Opl3Registers.VOICES,
                        ALL_CHANNELS);
        FilterDescriptorBuilder filter =
                FilterDescriptor.builder(name)
                        .pin(PinDescriptor.streaming(DataFlow.IN, PinCategories.MIDI_RENDER, music))
                        .pin(
                                PinDescriptor.bridge(
                                        DataFlow.OUT,
                                        PinCategories.SYNTHESIZER,
                                        DataRange.analog()))
                        .node(NodeDescriptor.of(NodeTypes.SYNTHESIZER))
                        .connect(ConnectionDescriptor.pinToNode(MIDI_PIN, SYNTHESIZER));
        if (volume != null) {
            filter.node(volume.descriptor())
                    .connect(ConnectionDescriptor.nodeToNode(SYNTHESIZER, VOLUME))
                    .connect(ConnectionDescriptor.nodeToPin(VOLUME, OUTPUT_PIN));
        } else {
            filter.connect(ConnectionDescriptor.nodeToPin(SYNTHESIZER, OUTPUT_PIN));
        }
        return filter.category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.SYNTHESIZER)
                .build();
    }

    @Override
    public final IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
        if (capture) {
            throw refused("cannot receive MIDI: it is a synthesizer");
        }
        if (rendering) {
            throw refused("plays for a program already; close that stream first");
        }
        IMiniportMidiStream stream = new FmRender(device(), () -> rendering = false);
        rendering = true;
        return stream;
    }

    /** Asleep the chip forgets its registers: it comes back silent. */
    @Override
    public final void powerChangeNotify(DevicePowerState powerState) throws IOException {
        if (device == null) {
            return;
        }
        boolean awake = powerState == DevicePowerState.D0;
        if (awake && asleep) {
            device.start();
        } else if (!awake && !asleep) {
            device.stop();
        }
        asleep = !awake;
    }

    @Override
    public final void close() {
        try {
            if (device != null) {
                device.stop();
            }
        } finally {
            if (keptVolume != null) {
                keptVolume.close();
            }
        }
    }

    private FmDevice device() {
        return Objects.requireNonNull(device, "streams and descriptions are made after init");
    }

    private static IoPort registers(IResourceList resources) {
        return resources
                .first(IoPort.class)
                .filter(port -> port.length() >= REGISTERS)
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.DEVICE_CONFIGURATION_ERROR,
                                        "an OPL3 needs an I/O port of "
                                                + REGISTERS
                                                + " registers: resources="
                                                + resources.translatedList()));
    }

    private PortClsException refused(String why) {
        return new PortClsException(Status.INVALID_DEVICE_REQUEST, name + " " + why);
    }
}
