package adapter.virtual.mpu401;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.RaisedLine;
import adapter.virtual.sound.FilterFinder;
import adapter.virtual.sound.SoundModule;

import org.jspecify.annotations.Nullable;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Resource;
import portcls.api.time.MasterClock;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device: an MPU-401 with an interrupt and what is plugged into it. Any thread. */
final class VirtualMpu401 implements Adapter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VirtualMpu401.class.getName());

    private final String id;
    private final String name;
    private final RaisedLine interrupt = new RaisedLine("IRQ 9");
    private final Mpu401 registers;
    private final @Nullable SoundModule soundModule;
    private volatile boolean gone;

    VirtualMpu401(MasterClock clock, Mpu401Config config, FilterFinder filters) {
        id = "virtual:" + config.name();
        name = "Virtual MPU-401 " + config.connector().label();
        registers =
                new Mpu401(
                        clock,
                        interrupt,
                        "I/O 0x330-0x331",
                        config.outputDepth(),
                        config.inputDepth(),
                        config.silentReset());
        registers.setFault(config.fault());
        SoundModule module = null;
        switch (config.connector()) {
            case SOUND_MODULE -> {
                module = new SoundModule(id, clock, config.sound(), filters);
                registers.plug(module);
            }
            case LOOP_BACK -> registers.plugLoopBack();
            case NOTHING -> {}
        }
        soundModule = module;
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
        return List.of("virtual:mpu401", "mpu401");
    }

    @Override
    public List<Resource> resources() {
        return List.of(registers, interrupt);
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
        if (type == Recordable.class && soundModule != null) {
            return Optional.of(type.cast(soundModule));
        }
        return Adapter.super.adapt(type);
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    /** Makes it fail, or work again; a sudden death is for good. */
    void setFault(Fault fault) {
        gone |= fault == Fault.SUDDEN_DEATH;
        registers.setFault(fault);
    }

    /** Takes it apart; within seconds, whatever hangs. */
    @Override
    public void close() {
        registers.close();
        if (soundModule != null) {
            soundModule.close();
        }
        if (registers.lostInputBytes() > 0 || registers.lostOutputBytes() > 0) {
            LOG.log(
                    WARNING,
                    "{0} lost {1} bytes that came in while its input FIFO was full, and {2} that"
                            + " were written while its output FIFO was full: its driver was too"
                            + " slow, or did not look at the status register",
                    id,
                    registers.lostInputBytes(),
                    registers.lostOutputBytes());
        }
    }
}
