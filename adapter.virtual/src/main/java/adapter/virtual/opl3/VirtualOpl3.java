package adapter.virtual.opl3;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.sound.FilterFinder;
import adapter.virtual.sound.PacedSound;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Resource;
import portcls.api.time.MasterClock;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The device: a card with nothing but an OPL3 and a line out. Any thread. */
final class VirtualOpl3 implements Adapter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VirtualOpl3.class.getName());
    private static final String NAME = "Virtual OPL3 FM synthesizer";

    private final String id;
    private final Opl3 chip;
    private final PacedSound sound;
    private final Opl3Port port;
    private volatile boolean gone;

    VirtualOpl3(MasterClock clock, Opl3Config config, FilterFinder filters) {
        id = "virtual:" + config.name();
        chip = new Opl3(clock);
        sound =
                new PacedSound(
                        id,
                        clock,
                        chip.origin100ns(),
                        config.sampleRate(),
                        new Opl3Player(chip, config.sampleRate()),
                        config.sound(),
                        filters);
        port = new Opl3Port(chip, sound::touched, "I/O 0x388-0x38B");
        setFault(config.fault());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Nothing on the card sets its volume: a driver that does so by the chip fits better. */
    @Override
    public List<String> hardwareIds() {
        return List.of("virtual:opl3", "opl3-without-volume", "opl3");
    }

    @Override
    public List<Resource> resources() {
        return List.of(port);
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, NAME,
                DeviceProperty.ENUMERATOR_NAME, "virtual",
                DeviceProperty.MANUFACTURER, "portcls");
    }

    @Override
    public <T> Optional<T> adapt(Class<T> type) {
        if (type == Recordable.class) {
            return Optional.of(type.cast(sound));
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
        port.dead(gone || fault == Fault.NO_CHIP);
    }

    /** Takes it apart; within seconds, whatever hangs. */
    @Override
    public void close() {
        port.dead(true);
        sound.close();
        if (chip.lostWrites() > 0) {
            LOG.log(
                    WARNING,
                    "{0} lost {1} writes to its registers: more came than were rendered; give the"
                            + " machine less to do",
                    id,
                    chip.lostWrites());
        }
    }
}
