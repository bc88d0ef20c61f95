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
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Logger;

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
        return component(usable, dev.resolve("snd"));
    }

    private CardsComponent component(boolean usable, Path nodes) {
        return new CardsComponent(framework.context(), new RealClock(), usable, this::scan, nodes);
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
        Await.until("the first look", () -> scans.get() >= 1);
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
    void whatCannotBeWatchedIsLookedAt() {
        cards = List.of(midi("There"));
        CardsComponent component = component(true, dev.resolve("no/such/place"));
        component.start();
        Await.until("it is found", () -> ids().equals(List.of("alsa:midi:There,0")));
        cards = List.of(midi("There"), midi("Late"));
        Await.until("so is another", () -> framework.devices.size() == 2);
        component.stop();
    }

    @Test
    void whereNothingCanBeWatchedTheFirstLookIsNotTheLast() throws IOException {
        try (FileSystem zip =
                FileSystems.newFileSystem(dev.resolve("a.zip"), Map.of("create", "true"))) {
            CardsComponent component = component(true, zip.getPath("/snd"));
            component.start();
            Await.until("it looks again", () -> scans.get() >= 2);
            component.stop();
        }
    }

    @Test
    void anOddCardKeepsNoOtherAway() {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(CardsComponent.class.getName());
        Filter before = logger.getFilter();
        logger.setFilter(
                told -> {
                    warnings.add(MessageFormat.format(told.getMessage(), told.getParameters()));
                    return false;
                });
        try {
            framework.odd = "alsa:midi:Odd,0";
            cards = List.of(midi("Odd"), midi("Good"));
            CardsComponent component = component(true, dev.resolve("no/such/place"));
            component.start();
            Await.until("two rounds", () -> scans.get() >= 3);
            assertEquals(List.of("alsa:midi:Good,0"), ids());
            assertEquals(
                    List.of(
                            "alsa:midi:Odd,0 (Keyboard Odd):"
                                    + " java.lang.IllegalArgumentException: odd"),
                    warnings);
            cards = List.of(midi("Good"), midi("Second"), midi("Third"));
            Await.until("three", () -> framework.devices.size() == 3);
            framework.odd = "alsa:midi:Second,0"; // refuses to go
            component.stop();
            assertEquals(List.of("alsa:midi:Second,0"), ids());
        } finally {
            logger.setFilter(before);
        }
    }

    @Test
    void withoutTheLibraryNothingIsDone() {
        CardsComponent component = component(false);
        component.start();
        component.stop();
        assertEquals(0, scans.get());
    }

    @Test
    void theMixerOfACardIsThatOfTheFirstPcmThatPlays() {
        Found.Pcm in = new Found.Pcm("PCH", 0, "In", "HDA-Intel", 0, 1);
        Found.Pcm out = new Found.Pcm("PCH", 1, "Out", "HDA-Intel", 1, 0);
        Found.Pcm hdmi = new Found.Pcm("PCH", 3, "HDMI", "HDA-Intel", 1, 0);
        Found.Pcm other = new Found.Pcm("USB", 0, "Microphone", "USB-Audio", 0, 1);
        List<Found> all = List.of(midi("PCH"), in, other, out, hdmi);
        assertEquals(out, CardsComponent.firstOf(in, all));
        assertEquals(out, CardsComponent.firstOf(out, all));
        assertEquals(out, CardsComponent.firstOf(hdmi, all));
        assertEquals(other, CardsComponent.firstOf(other, all));
    }

    @Test
    void theKernelIsAsked() throws IOException {
        for (Found found : new KernelCards().scan()) {
            assertTrue(found.id().startsWith("alsa:"), found.id());
            assertTrue(Files.isDirectory(KernelCards.NODES));
        }
    }
}
