package adapter.alsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.card.Found;
import adapter.alsa.card.KernelCards;
import adapter.alsa.lib.Alsa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.ByteLink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class CardsComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final AtomicInteger scans = new AtomicInteger();
    private volatile List<Found> cards = List.of();

    @TempDir Path dev;

    private Alsa alsa;

    @BeforeEach
    void library() {
        alsa = Parts.alsa();
    }

    @AfterEach
    void letGo() {
        alsa.close();
    }

    private CardsComponent component(boolean usable) {
        return new CardsComponent(
                framework.context(), new RealClock(), usable, this::scan, dev.resolve("snd"));
    }

    private List<Found> scan() {
        scans.incrementAndGet();
        return cards;
    }

    private Found.Midi midi(String card) {
        return new Found.Midi(
                card, 0, "Keyboard " + card, "USB-Audio", dev.resolve("midi"), true, true);
    }

    @Test
    void cardsThatComeAndGoAreDevicesThatComeAndGo() throws IOException {
        CardsComponent component = component(true);
        component.start();
        Await.until("the first look", () -> scans.get() == 1);
        cards = List.of(midi("One"), new Found.Pcm("Nowhere", 3, "not to be opened", "none", 1, 0));
        Files.createDirectory(dev.resolve("snd"));
        Await.until("it came", () -> !framework.devices.isEmpty());
        Adapter device = framework.devices.getFirst();
        assertEquals("alsa:midi:One,0", device.id());
        assertEquals("Keyboard One", device.name());
        assertEquals(List.of("alsa:midi:One,0", "alsa:midi", "midi-bytes"), device.hardwareIds());
        assertInstanceOf(ByteLink.class, device.resources().getFirst());

        cards = List.of(midi("Two"));
        Files.createFile(dev.resolve("snd/controlC1"));
        Await.until("one for the other", () -> ids().equals(List.of("alsa:midi:Two,0")));
        assertEquals(List.of("alsa:midi:One,0 gone"), framework.removals);

        cards = List.of();
        Files.delete(dev.resolve("snd/controlC1"));
        Files.delete(dev.resolve("snd"));
        Await.until("it went", () -> framework.devices.isEmpty());
        cards = List.of(midi("Three"));
        Files.createDirectory(dev.resolve("snd"));
        Await.until("it came", () -> ids().equals(List.of("alsa:midi:Three,0")));
        assertTimeout(Duration.ofSeconds(5), component::stop);
        assertEquals("alsa:midi:Three,0", framework.removals.getLast());
        assertTrue(framework.devices.isEmpty());
    }

    private List<String> ids() {
        return framework.devices.stream().map(Adapter::id).toList();
    }

    @Test
    void whatTheWatchMissesIsFoundLater() throws IOException {
        Files.createDirectory(dev.resolve("snd"));
        CardsComponent component = component(true);
        component.start();
        Await.until("the first look", () -> scans.get() > 0);
        cards = List.of(midi("Late"));
        Await.until("it came", () -> !framework.devices.isEmpty());
        component.stop();
    }

    @Test
    void withoutTheLibraryNothingIsDone() {
        CardsComponent component = component(false);
        component.start();
        component.stop();
        assertEquals(0, scans.get());
    }

    @Test
    void theKernelIsAsked() throws IOException {
        for (Found found : new KernelCards().scan()) {
            assertTrue(found.id().startsWith("alsa:"), found.id());
            assertTrue(Files.isDirectory(KernelCards.NODES));
        }
    }
}
