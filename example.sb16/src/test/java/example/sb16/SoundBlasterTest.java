package example.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

import portcls.api.DevicePowerState;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.IoPort;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.client.Topology.Wire;
import portcls.api.client.WavePin;
import portcls.api.diag.Finding.Cause;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinProperty;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the adapter driver makes of a card, and what is left when it goes. */
@Timeout(120)
final class SoundBlasterTest {
    private static final String WAVE = "virtual:sb16/Wave";
    private static final String TOPOLOGY = "virtual:sb16/Topology";
    private static final String FM = "virtual:sb16/FmSynth";
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);

    @TempDir private Path folder;
    private CardHouse it;

    @BeforeEach
    void open() throws BundleException {
        it = new CardHouse(folder);
    }

    @AfterEach
    void close() throws BundleException {
        it.close();
    }

    @Test
    @Rule({"SUB-6", "SUB-20"})
    void itMakesFourSubdevices() {
        start();
        assertEquals(
                List.of(FM, TOPOLOGY, "virtual:sb16/Uart", WAVE),
                it.names(),
                "two of them of the same kind");
    }

    @Test
    @Rule("PHY-1")
    void itWiresThem() {
        start();
        assertEquals(
                Set.of(
                        new Wire(WAVE, 2, TOPOLOGY, 0),
                        new Wire(TOPOLOGY, 6, WAVE, 3),
                        new Wire(FM, 1, TOPOLOGY, 1)),
                Set.copyOf(it.topology.wires()));
        assertEquals(new PhysicalConnection(TOPOLOGY, 0), otherEnd("Wave", 2));
        assertEquals(new PhysicalConnection(WAVE, 2), otherEnd("Topology", 0));
        assertEquals(new PhysicalConnection(FM, 1), otherEnd("Topology", 1));
    }

    @Test
    void withoutTheStockMiniportsTheCardPlaysAllTheSame() {
        it.insertCard();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology");
    }

    @Test
    void aStockMiniportThatGoesTakesItsSubdeviceAlone() {
        ServiceRegistration<?> fm = it.offer(MiniportClass.FM_SYNTH);
        it.insertCard();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology", "FmSynth");
        try (WavePin playing = play()) {
            fm.unregister();
            assertEquals(List.of(TOPOLOGY, WAVE), it.names());
            assertEquals(2, it.topology.wires().size());
            it.advance(100);
            assertTrue(playing.transferredFrames() > 0);
        }
    }

    @Test
    @Rule("SUB-7")
    void aCardThatIsNoneLeavesNothingAndSaysAtWhichStep() {
        it.card.becomeOlder();
        it.insertCard();
        it.plug(new SoundBlaster());
        CardHouse.await("it failed", () -> it.cause() == Cause.INIT_FAILED);
        assertTrue(
                it.why()
                        .contains(
                                "the step \"init Wave\" failed and those before it were undone:"
                                        + " init of Sb16Wave failed: Virtual Sound Blaster 16 at"
                                        + " I/O 0x220-0x22F is no Sound Blaster 16"),
                it.why());
        assertNothingLeft();
    }

    @Test
    void whenTheCardGoesUnderAStreamNothingIsLeft() {
        start();
        Filter wave = it.filter("Wave");
        try (WavePin playing = play()) {
            it.removeCard();
            assertSame(
                    Status.DEVICE_REMOVED,
                    assertThrows(PortClsException.class, playing::pause).status());
        }
        assertTrue(wave.removal().isPresent());
        assertNothingLeft();
        assertEquals(Optional.empty(), it.devices.find(it.card.device()));
    }

    @Test
    void whenTheDriverGoesUnderAStreamNothingIsLeftAndItMayComeAgain() {
        start();
        try (WavePin playing = play()) {
            it.pull();
            assertSame(
                    Status.DEVICE_REMOVED,
                    assertThrows(PortClsException.class, playing::pause).status());
        }
        assertNothingLeft();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology", "Uart", "FmSynth");
    }

    @Test
    void asleepTheCardIsMuteAndAwakeItIsAsBefore() {
        start();
        Ct1745 chip = new Ct1745(registers(), Ct1745.OFFSET);
        chip.write(Ct1745Volume.MASTER.register(), 0xF0);
        it.system.requestNewPowerState(it.card.device(), DevicePowerState.D2);
        it.system.requestNewPowerState(it.card.device(), DevicePowerState.D3);
        for (Ct1745Volume volume : Ct1745Volume.values()) {
            assertEquals(0, chip.read(volume.register()), volume.name());
        }
        chip.write(Ct1745.RESET, 0); // what a loss of power does to it
        it.system.requestNewPowerState(it.card.device(), DevicePowerState.D0);
        assertEquals(0xF0, chip.read(Ct1745Volume.MASTER.register()));
        assertEquals(0xF8, chip.read(Ct1745Volume.VOICE.register() + 1));
        assertEquals(0x10, chip.read(Ct1745.INPUT_SWITCHES), "the selector is where it was");
    }

    private void start() {
        it.offer(MiniportClass.UART);
        it.offer(MiniportClass.FM_SYNTH);
        it.insertCard();
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology", "Uart", "FmSynth");
    }

    private WavePin play() {
        WavePin pin = it.filter("Wave").openRender(CD, Buffer.ofMillis(100).packets(4));
        pin.run();
        return pin;
    }

    private PhysicalConnection otherEnd(String name, int pin) {
        try (FilterHandle handle = it.filter(name).open()) {
            return handle.get(PinProperty.PHYSICALCONNECTION, Target.pin(pin));
        }
    }

    private IoPort registers() {
        return (IoPort) it.card.device().resources().getFirst();
    }

    private void assertNothingLeft() {
        assertEquals(List.of(), it.names());
        assertEquals(List.of(), it.topology.wires());
        assertEquals(List.of(), it.system.filters(it.card.device()));
        InterruptLine line = (InterruptLine) it.card.device().resources().get(1);
        line.connect(() -> false); // it would refuse a second handler
        line.disconnect();
    }
}
