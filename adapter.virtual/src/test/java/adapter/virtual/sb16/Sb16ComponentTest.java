package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Recordable;
import portcls.api.adapter.Subdevice;
import portcls.testkit.FakeFramework;
import portcls.testkit.TestClock;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the card is plugged in, and what it is made of. */
final class Sb16ComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final TestClock clock = new TestClock();
    private final Sb16Component component = component(Map.of());

    @TempDir Path folder;

    @AfterEach
    void takeAway() {
        component.stop();
        assertEquals(0, clock.openAlarms(), "nothing stays");
    }

    @Test
    void withoutConfigurationThereIsOneWithFourFunctions() {
        component.start();
        Adapter card = framework.devices.getFirst();
        assertEquals("virtual:sb16", card.id());
        assertEquals(List.of("virtual:sb16", "sb16"), card.hardwareIds());
        assertEquals(
                List.of("I/O 0x220-0x22F", "IRQ 5", "DMA 1", "DMA 5"),
                card.resources().stream().map(it -> it.description()).toList());
        assertEquals(
                List.of("mixer", "uart", "fm"),
                card.subdevices().stream().map(Subdevice::name).toList());
        assertEquals(
                List.of(List.of("ct1745"), List.of("mpu401"), List.of("opl3")),
                card.subdevices().stream().map(Subdevice::hardwareIds).toList());
        assertTrue(card.adapt(Recordable.class).isPresent());
    }

    @Test
    void mixerIsAWindowToTheCardsOwn() {
        component.start();
        Adapter card = framework.devices.getFirst();
        IoPort mixer = port(card, 0);
        mixer.writeWord(0, 0xA830);
        IoPort all = (IoPort) card.resources().getFirst();
        all.write(4, 0x30);
        assertEquals(0xA8, all.read(5));
        assertThrows(IndexOutOfBoundsException.class, () -> mixer.read(2));
    }

    @Test
    void uartAnswersAReset() {
        component.start();
        IoPort uart = port(framework.devices.getFirst(), 1);
        uart.write(1, 0xFF);
        assertEquals(0xFE, uart.read(0));
    }

    @Test
    void fmSynthesizerHasTimers() {
        component.start();
        IoPort fm = port(framework.devices.getFirst(), 2);
        assertEquals(0, fm.read(0) & 0xE0);
        for (int[] write : new int[][] {{2, 0xFF}, {4, 0x21}}) {
            fm.write(0, write[0]);
            fm.write(1, write[1]);
        }
        clock.advanceTo(clock.getTime() + 2_000);
        assertEquals(0xC0, fm.read(0) & 0xE0);
    }

    @Test
    void faultComesAndGoesWithoutANewCard() {
        component.start();
        Adapter card = framework.devices.getFirst();
        IoPort all = (IoPort) card.resources().getFirst();
        component.change(settings(Map.of("fault", "stuck-busy")));
        assertEquals(0x80, all.read(0xC) & 0x80);
        component.change(settings(Map.of()));
        assertEquals(0, all.read(0xC) & 0x80);
        assertEquals(card.id(), framework.changes.getLast(), "drivers that failed may try again");
        assertSame(card, framework.devices.getFirst());
        assertEquals(List.of(), framework.removals);
    }

    @Test
    void otherLineInMakesANewCard() {
        component.start();
        Adapter card = framework.devices.getFirst();
        component.change(settings(Map.of("lineIn", "loop")));
        assertNotSame(card, framework.devices.getFirst());
        assertEquals(List.of("virtual:sb16"), framework.removals);
    }

    @Test
    void suddenDeathIsASurpriseAndNoRegisterAnswers() {
        component.start();
        Adapter card = framework.devices.getFirst();
        component.change(settings(Map.of("fault", "sudden-death")));
        assertEquals(List.of("virtual:sb16 gone"), framework.removals);
        IoPort all = (IoPort) card.resources().getFirst();
        assertEquals(0xFF, all.read(0xE));
        assertEquals(0xFF, port(card, 1).read(1));
        component.change(settings(Map.of()));
        assertEquals(1, framework.devices.size());
    }

    @Test
    void whatIsNotAllowedIsRefusedWithItsName() {
        refused(Map.of("fault", "rust"), "fault=rust");
        refused(Map.of("lineIn", "radio"), "lineIn=radio");
        refused(Map.of("toneLevel", 1), "toneLevel=1");
        refused(Map.of("midi", "organ"), "midi=organ");
        String missing = folder.resolve("missing.wav").toString();
        refused(Map.of("lineIn", "file", "lineInFile", missing), "it is not there");
    }

    private void refused(Map<String, Object> values, String why) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> component(values));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private Sb16Component component(Map<String, Object> values) {
        return new Sb16Component(framework.context(), clock, settings(values));
    }

    private static Sb16Settings settings(Map<String, Object> values) {
        return FakeFramework.settings(Sb16Settings.class, values);
    }

    private static IoPort port(Adapter card, int function) {
        return (IoPort) card.subdevices().get(function).resources().getFirst();
    }
}
