package adapter.alsa;

import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.card.Found;
import adapter.alsa.midi.MidiNode;
import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;
import portcls.api.adapter.WaveEndpoint;

import java.util.List;
import java.util.Map;

/** A PCM, with the mixer behind it, or a raw MIDI node as a device. */
final class AlsaDevice implements Adapter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AlsaDevice.class.getName());

    private final String id;
    private final String name;
    private final String kind;
    private final String generic;
    private final String manufacturer;
    private final Resource resource;
    private final AutoCloseable closer;
    private final List<WaveEndpoint> endpoints;
    private final MixerFunction mixer;
    private volatile boolean gone;

    private AlsaDevice(
            String id,
            String name,
            String kind,
            String generic,
            String manufacturer,
            Resource resource,
            AutoCloseable closer,
            List<WaveEndpoint> endpoints,
            MixerFunction mixer) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.generic = generic;
        this.manufacturer = manufacturer;
        this.resource = resource;
        this.closer = closer;
        this.endpoints = endpoints;
        this.mixer = mixer;
    }

    /** A PCM. */
    static AlsaDevice of(PcmSource source, String driver, PcmEngine engine, MixerFunction mixer) {
        return new AlsaDevice(
                source.id(),
                source.name(),
                "alsa:pcm",
                "wave-engine",
                driver,
                engine,
                engine,
                engine.endpoints(),
                mixer);
    }

    /** A raw MIDI node. */
    static AlsaDevice of(Found.Midi found, MidiNode node) {
        return new AlsaDevice(
                found.id(),
                found.name(),
                "alsa:midi",
                "midi-bytes",
                found.driver(),
                node,
                node,
                List.of(),
                MixerFunction.none(""));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(id, kind, generic);
    }

    @Override
    public List<Resource> resources() {
        return List.of(resource);
    }

    @Override
    public List<Subdevice> subdevices() {
        return mixer.subdevices();
    }

    @Override
    public List<Link> links() {
        return mixer.links(id, endpoints);
    }

    @Override
    public String withoutMixer() {
        return mixer.why();
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME,
                name,
                DeviceProperty.ENUMERATOR_NAME,
                "alsa",
                DeviceProperty.DEVICE_DESCRIPTION,
                resource.description(),
                DeviceProperty.MANUFACTURER,
                manufacturer);
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    /** The device went by itself. */
    void goes() {
        gone = true;
    }

    @Override
    public void close() {
        try {
            closer.close();
        } catch (Exception e) {
            LOG.log(WARNING, "{0} could not be closed: {1}", id, e.getMessage());
        }
        mixer.close();
    }
}
