package adapter.virtual.wave;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.mixer.VirtualMixer;

import portcls.api.DevicePowerState;
import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device: a wave engine, and a mixer that its sound goes through. Any thread. */
final class VirtualWave implements Adapter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VirtualWave.class.getName());

    private final String id;
    private final WaveConfig config;
    private final VirtualWaveEngine engine;
    private volatile boolean gone;

    /**
     * Makes one.
     *
     * @param onGone called once, on a thread that may block, when the device breaks
     */
    VirtualWave(MasterClock clock, WaveConfig config, Runnable onGone) {
        this.config = config;
        id = "virtual:" + config.name();
        engine =
                new VirtualWaveEngine(
                        id,
                        clock,
                        config,
                        () -> {
                            gone = true;
                            Thread.ofPlatform().daemon().name(id + " goes").start(onGone);
                        });
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return config.kind().label();
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(config.kind().hardwareId(), "virtual:wave", "wave-engine");
    }

    @Override
    public List<Resource> resources() {
        return List.of(engine);
    }

    @Override
    public List<Subdevice> subdevices() {
        VirtualMixer mixer = engine.mixer();
        return mixer == null ? List.of() : List.of(mixer.subdevice());
    }

    @Override
    public List<Link> links() {
        String mixer = id + "/" + VirtualMixer.NAME;
        return engine.mixer() == null
                ? List.of()
                : List.of(
                        new Link(id, Endpoints.SPEAKER, mixer, VirtualMixer.PLAYED),
                        new Link(mixer, VirtualMixer.RECORDED, id, Endpoints.MICROPHONE));
    }

    @Override
    public String withoutMixer() {
        return engine.mixer() == null
                ? "a cable passes on what it gets; change the level at one of its ends"
                : "";
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, name(),
                DeviceProperty.ENUMERATOR_NAME, "virtual",
                DeviceProperty.MANUFACTURER, "portcls");
    }

    @Override
    public <T> Optional<T> adapt(Class<T> type) {
        if (type == Recordable.class) {
            return Optional.of(type.cast(engine));
        }
        if (type == VirtualMixer.class) {
            return Optional.ofNullable(engine.mixer()).map(type::cast);
        }
        if (type == IAdapterPowerManagement.class) {
            return Optional.of(type.cast((IAdapterPowerManagement) this::power));
        }
        return Adapter.super.adapt(type);
    }

    /** Cannot fail: a stream that does not obey is told of in the log. */
    private void power(DevicePowerState state) {
        try {
            engine.power(state);
        } catch (IOException e) {
            LOG.log(WARNING, "{0} goes to {1}, but: {2}", id, state, e.getMessage());
        }
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    /** Connects the speakers in another way; streams go on. */
    void setSocket(Socket socket) {
        engine.setSocket(socket);
    }

    /** Takes it apart; a recording that runs is complete then. */
    @Override
    public void close() {
        engine.close();
    }
}
