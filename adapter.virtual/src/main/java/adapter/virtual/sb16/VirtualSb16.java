package adapter.virtual.sb16;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.RaisedLine;
import adapter.virtual.mpu401.Mpu401;
import adapter.virtual.opl3.Opl3;
import adapter.virtual.sound.FilterFinder;
import adapter.virtual.sound.PacedSound;

import portcls.api.DevicePowerState;
import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;
import portcls.api.ks.PinCategories;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.MasterClock;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The device: one card with four functions. Its waves are the main one; mixer, UART and FM
 * synthesizer stand beside it. Any thread.
 */
final class VirtualSb16 implements Adapter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VirtualSb16.class.getName());
    private static final String NAME = "Virtual Sound Blaster 16";
    private static final int MIDI_FIFO = 64;

    private final String id;
    private final RaisedLine interrupt = new RaisedLine("IRQ 5");
    private final RaisedLine midiInterrupt = new RaisedLine("IRQ 9");
    private final Card card;
    private final CardPort registers;
    private final Mpu401 uart;
    private final PacedSound sound;
    private volatile boolean gone;

    VirtualSb16(MasterClock clock, Sb16Config config, FilterFinder filters) {
        id = "virtual:" + config.name();
        card = new Card(clock, interrupt, config.hearing().open());
        registers = new CardPort(card);
        uart = new Mpu401(clock, midiInterrupt, "I/O 0x330-0x331", MIDI_FIFO, MIDI_FIFO, false);
        if (config.loopBack()) {
            uart.plugLoopBack();
        }
        sound =
                new PacedSound(
                        id,
                        clock,
                        card.origin100ns(),
                        Card.RATE,
                        card.output(),
                        config.sound(),
                        filters);
        card.onSound(sound::touched);
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

    @Override
    public List<String> hardwareIds() {
        return List.of("virtual:sb16", "sb16");
    }

    @Override
    public List<Resource> resources() {
        return List.of(registers, interrupt, card.byteChannel(), card.wordChannel());
    }

    @Override
    public List<Subdevice> subdevices() {
        return List.of(
                new Subdevice(
                        "mixer",
                        List.of("ct1745"),
                        List.of(new PartPort(registers, 4, MixerChip.LENGTH, "I/O 0x224-0x225"))),
                new Subdevice("uart", List.of("mpu401"), List.of(uart, midiInterrupt)),
                new Subdevice(
                        "fm",
                        List.of("opl3"),
                        List.of(new PartPort(registers, 0, Opl3.LENGTH, "I/O 0x388-0x38B"))));
    }

    @Override
    public List<Link> links() {
        String mixer = id + "/mixer";
        return List.of(
                new Link(id, "Voice", mixer, "Voice"),
                new Link(id + "/fm", PinCategories.SYNTHESIZER.name(), mixer, "MIDI"),
                new Link(mixer, "Record", id, "Record"));
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
        if (type == IAdapterPowerManagement.class) {
            return Optional.of(type.cast((IAdapterPowerManagement) this::power));
        }
        return Adapter.super.adapt(type);
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    /** In every state but D0 the whole card is without power, and forgets everything. */
    private void power(DevicePowerState state) {
        if (state == DevicePowerState.D0) {
            card.wake();
        } else {
            card.sleep();
            uart.powerOn();
        }
    }

    /** Accesses of its registers while it was asleep. */
    long strayAccesses() {
        return card.strayAccesses();
    }

    /** Makes it fail, or work again; a sudden death is for good. */
    void setFault(Fault fault) {
        gone |= fault == Fault.SUDDEN_DEATH;
        card.setFault(fault);
        if (gone) {
            uart.close();
        }
    }

    /** Commands of the DSP that it does not know. */
    long unknownCommands() {
        synchronized (card) {
            return card.dsp().unknownCommands();
        }
    }

    /** Whether the card waits for a time, because something moves. */
    boolean isAwake() {
        return card.isAwake();
    }

    /** Takes it apart; within seconds, whatever hangs. */
    @Override
    public void close() {
        card.close();
        uart.close();
        sound.close();
        if (unknownCommands() > 0) {
            LOG.log(
                    WARNING,
                    "the DSP of {0} was given {1} commands that it does not know; its driver takes"
                            + " it for another one",
                    id,
                    unknownCommands());
        }
        if (strayAccesses() > 0) {
            LOG.log(
                    WARNING,
                    "registers of {0} were accessed {1} times while it was asleep; its driver does"
                            + " not wait until it is back",
                    id,
                    strayAccesses());
        }
        if (card.output().lost() > 0) {
            LOG.log(
                    WARNING,
                    "{0} lost {1} frames of its sound, which were not rendered in time; give the"
                            + " machine less to do",
                    id,
                    card.output().lost());
        }
    }
}
