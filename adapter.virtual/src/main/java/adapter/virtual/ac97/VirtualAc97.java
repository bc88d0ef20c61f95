package adapter.virtual.ac97;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.TakeFiles;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Recording;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device: a bus-master controller, and the codec's mixer as a further function. Any thread. */
public final class VirtualAc97 implements Adapter, Recordable, AutoCloseable {
    /** Name of the further function. */
    static final String MIXER = "mixer";

    private static final System.Logger LOG = System.getLogger(VirtualAc97.class.getName());

    private final String id;
    private final String name;
    private final MasterClock clock;
    private final Controller controller;
    private final BusMasterRegisters busMaster;
    private final CodecPort codec;
    private final @Nullable Takes takes;

    // Guarded by this.
    private @Nullable Recorder recording;
    private boolean closed;

    /** Makes one for a configuration. */
    public VirtualAc97(MasterClock clock, Ac97Settings settings) {
        this(clock, Ac97Config.of(settings));
    }

    VirtualAc97(MasterClock clock, Ac97Config config) {
        this.clock = clock;
        id = "virtual:" + config.name();
        name = "Virtual AC'97";
        controller = new Controller(id, clock, config.connect(), config.fault());
        busMaster = new BusMasterRegisters(controller, "NABM, controller registers of " + id);
        codec = new CodecPort(controller, "NAM, codec registers of " + id);
        TakeFiles files = config.takes();
        takes = files == null ? null : new Takes(id, files);
        if (takes != null) {
            controller.add(takes.queue());
        }
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
        return List.of("virtual:ac97", "ac97");
    }

    @Override
    public List<Resource> resources() {
        return List.of(busMaster, codec, controller.interrupt(), controller.bus());
    }

    @Override
    public List<Subdevice> subdevices() {
        return List.of(new Subdevice(MIXER, List.of("ac97-codec"), List.of(codec)));
    }

    /** The mixer's lines have the names that the driver of the codec gives them. */
    @Override
    public List<Link> links() {
        String mixer = id + "/" + MIXER;
        return List.of(
                new Link(id, "PCM Out", mixer, "PCM Out"), new Link(mixer, "Record", id, "PCM In"));
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, name,
                DeviceProperty.ENUMERATOR_NAME, "virtual",
                DeviceProperty.MANUFACTURER, "portcls");
    }

    @Override
    public <T> Optional<T> adapt(Class<T> type) {
        return type == IAdapterPowerManagement.class
                ? Optional.of(type.cast((IAdapterPowerManagement) this::power))
                : Adapter.super.adapt(type);
    }

    /** In every state but D0 it is without power, and forgets everything. */
    private void power(DevicePowerState state) {
        if (state == DevicePowerState.D0) {
            controller.wake();
        } else {
            controller.sleep();
        }
    }

    /** Records what leaves by the output socket: 16-bit stereo at the rate that is played. */
    @Override
    public Recording record(Path file) throws IOException {
        synchronized (this) {
            if (closed) {
                throw new IOException(id + " is gone; it cannot be recorded");
            }
            Recorder running = recording;
            if (running != null && !running.isEnded()) {
                throw new IOException(
                        id
                                + " is being recorded to "
                                + running.file()
                                + " already; end that recording first");
            }
            Recorder started =
                    new Recorder(id, file, controller.grid(), clock.getTime(), this::end);
            recording = started;
            controller.add(started.queue());
            return started;
        }
    }

    /** Accesses of the controller to memory that is not there for it. */
    public long busFaults() {
        return controller.bus().faults();
    }

    /** Accesses of its registers while it was asleep. */
    public long strayAccesses() {
        return controller.strayAccesses();
    }

    /** Pieces of memory that the controller can reach. */
    public int mappedPieces() {
        return controller.bus().windows();
    }

    /** Makes it fail, or work again. */
    void setFault(Fault fault) {
        controller.setFault(fault);
    }

    private void end(Recorder recorder) {
        controller.remove(recorder.queue());
        recorder.end(clock.getTime());
    }

    /** Takes it apart; a recording that runs is complete then. */
    @Override
    public void close() {
        Recorder running;
        synchronized (this) {
            closed = true;
            running = recording;
        }
        try {
            if (running != null) {
                running.close();
            }
        } catch (IOException e) {
            LOG.log(WARNING, "{0}: {1}", id, e.getMessage());
        }
        if (takes != null) {
            controller.remove(takes.queue());
            takes.finish();
        }
        controller.close();
        if (strayAccesses() > 0) {
            LOG.log(
                    WARNING,
                    "registers of {0} were accessed {1} times while it was asleep; its driver does"
                            + " not wait until it is back",
                    id,
                    strayAccesses());
        }
        if (busFaults() > 0) {
            LOG.log(
                    WARNING,
                    "{0} was sent to memory that is not mapped for it, {1} times, last to bus"
                            + " address 0x{2}: its driver has a fault in its descriptor list",
                    id,
                    busFaults(),
                    Long.toHexString(controller.bus().lastFault()));
        }
    }
}
