package adapter.alsa.mixer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.Parts;
import adapter.alsa.Pulse;
import adapter.alsa.Sound;
import adapter.alsa.Streams;
import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Doorbell;
import adapter.alsa.lib.Errno;
import adapter.alsa.lib.MixerCalls;
import adapter.alsa.pcm.PcmEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.MixerControl;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.testkit.Await;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The mixer of a sound server that other programs use too. */
class PulseMixerTest {
    private static final int DECIBEL = 65_536;
    private static final int RATE = 48_000;
    private static final double ROUNDED = 0.05;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<IOException> losses = new CopyOnWriteArrayList<>();

    private Alsa alsa;
    private Pulse pulse;
    private AlsaMixer mixer;

    @BeforeEach
    void open() throws AlsaException {
        pulse = Pulse.start();
        alsa = Parts.alsa();
        mixer = AlsaMixer.open("speaker", losses::add);
        mixer.onChange(control -> changes.add(control.name()));
    }

    @AfterEach
    void close() {
        if (mixer != null) {
            mixer.close();
        }
        if (alsa != null) {
            alsa.close();
        }
        if (pulse != null) {
            pulse.close();
        }
    }

    private MixerControl control(String name) {
        return mixer.layout().controls().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private double level(int channel) throws IOException {
        return (double) mixer.value(control("Master Volume"), channel) / DECIBEL;
    }

    @Test
    void whatIsSetIsSetAtTheServerAndNotTold() throws IOException {
        assertTrue(mixer.keepsSettings());
        MixerControl volume = control("Master Volume");
        assertEquals(2, volume.channels());
        mixer.value(volume, 0, -6 * DECIBEL);
        mixer.value(volume, 1, -20 * DECIBEL);
        assertArrayEquals(new double[] {-6, -20}, pulse.volume("speaker"), ROUNDED);
        assertEquals(-6 * DECIBEL, mixer.value(volume, 0));
        assertEquals(-20 * DECIBEL, mixer.value(volume, 1));
        mixer.value(control("Master Mute"), 0, 1);
        assertTrue(pulse.isMute("speaker"));
        assertEquals(1, mixer.value(control("Master Mute"), 0));
        mixer.value(control("Master Mute"), 0, 0);
        assertFalse(pulse.isMute("speaker"));
        mixer.value(volume, 0, Objects.requireNonNull(volume.range()).minimum());
        assertEquals(Double.NEGATIVE_INFINITY, pulse.volume("speaker")[0]);
        assertEquals(Integer.MIN_VALUE, mixer.value(volume, 0));
        mixer.value(control("Master Mute"), 0, 1);
        // What somebody else sets now is told alone.
        pulse.setVolume("speaker", "50%");
        Await.until("it is told", () -> !changes.isEmpty());
        assertEquals(List.of("Master Volume"), changes);
    }

    @Test
    @Rule("TOP-9")
    void whatSomebodyElseSetsIsTold() throws IOException {
        pulse.setVolume("speaker", "63%");
        Await.until("the volume is told", () -> changes.contains("Master Volume"));
        assertEquals(-12.04, level(0), ROUNDED);
        assertEquals(-12.04, level(1), ROUNDED);
        pulse.setVolume("speaker", "89%", "100%");
        Await.until("it is told again", () -> changes.size() == 2);
        assertEquals(-3.04, level(0), ROUNDED);
        assertEquals(0, level(1), ROUNDED);
        pulse.setVolume("speaker", "150%");
        Await.until("so is more than all", () -> changes.size() == 3);
        assertEquals(10.57, level(0), ROUNDED);
        pulse.setMute("speaker", true);
        Await.until("the mute is told", () -> changes.contains("Master Mute"));
        assertEquals(1, mixer.value(control("Master Mute"), 0));
        pulse.setMute("speaker", false);
        Await.until("and its end", () -> changes.size() == 5);
        assertEquals(0, mixer.value(control("Master Mute"), 0));
        assertEquals(List.of(), losses);
    }

    @Test
    void whoListensNoMoreIsToldNothing() throws IOException {
        mixer.onChange(null);
        pulse.setVolume("speaker", "63%");
        Await.until("it is known", () -> Math.abs(levelNow() + 12.04) < ROUNDED);
        assertEquals(List.of(), changes);
    }

    private double levelNow() {
        try {
            return level(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsHeardIsSofterByTheDecibelsThatAreSet() throws IOException {
        double loud = heard();
        for (int channel = 0; channel < 2; channel++) {
            mixer.value(control("Master Volume"), channel, -20 * DECIBEL);
        }
        double soft = heard();
        System.out.printf("mixer: loud=%.5f soft=%.5f%n", loud, soft);
        assertEquals(0.5 / Math.sqrt(2), loud, 0.01);
        assertEquals(-20, 20 * Math.log10(soft / loud), 0.3);
        mixer.value(control("Master Mute"), 0, 1);
        assertEquals(0, heard(), 1e-6);
    }

    /** The level of a sine that is played and recorded, where it does not jump. */
    private static double heard() throws IOException {
        WaveFormat format = WaveFormat.float32(RATE, 2);
        PcmEngine speaker = Streams.engine("speaker", 1, 0);
        PcmEngine monitor = Streams.engine("monitor", 0, 1);
        try (Streams out =
                        Streams.open(speaker, speaker.endpoints().getFirst(), format, RATE, 100);
                Streams in =
                        Streams.open(
                                monitor, monitor.endpoints().getFirst(), format, 4 * RATE, 400)) {
            out.buffer().sine(440, 0.5);
            in.stream().start();
            out.stream().start();
            out.awaitFrames(RATE);
            long first = in.buffer().position;
            in.awaitFrames(first + RATE);
            out.stream().pause();
            in.stream().pause();
            double[] all = in.buffer().samples(first, RATE);
            return Sound.level(Sound.longestPart(all, Sound.jumps(all, 440, RATE, 1e-3)));
        } finally {
            speaker.close();
            monitor.close();
        }
    }

    @Test
    void anElementThatIsGoneIsSaidAndTheOthersStay() throws IOException {
        try (MixerHandle handle = MixerHandle.open("speaker")) {
            Knob gone =
                    new Knob.Mute(new ElementId("Headphone", 1), MixerCalls.PLAYBACK, List.of(0));
            AlsaException why = assertThrows(AlsaException.class, () -> gone.get(handle, 0));
            assertEquals(Errno.ENOENT, why.error());
            assertEquals(
                    "\"Headphone,1\" is gone from the mixer speaker; see what `amixer -D speaker`"
                            + " lists",
                    why.getMessage());
            assertThrows(AlsaException.class, () -> gone.set(handle, 0, 1));
            assertEquals(2, handle.elements().size());
        }
    }

    @Test
    void aServerThatDiesIsTheMixersEnd() throws IOException {
        assertEquals(0, level(0), ROUNDED);
        pulse.kill();
        Await.until("it is told", () -> !losses.isEmpty());
        assertTimeout(
                Duration.ofMillis(500),
                () -> {
                    String why = assertThrows(IOException.class, () -> level(0)).getMessage();
                    assertTrue(why.startsWith("the mixer speaker is gone: "), why);
                    assertTrue(why.contains("start it"), why);
                });
        assertTimeout(Duration.ofMillis(500), mixer::close);
        assertEquals(1, losses.size());
        assertTrue(threads().isEmpty(), threads().toString());
    }

    @Test
    void aServerThatHangsHoldsNobodyUp() throws IOException {
        pulse.freeze(true);
        try {
            assertTimeout(
                    Duration.ofMillis(1_900), // an abandoned driver has two seconds
                    () -> {
                        for (int channel = 0; channel < 2; channel++) {
                            int each = channel;
                            String why =
                                    assertThrows(
                                                    IOException.class,
                                                    () ->
                                                            mixer.value(
                                                                    control("Master Volume"),
                                                                    each,
                                                                    -DECIBEL))
                                            .getMessage();
                            assertTrue(why.startsWith("the mixer speaker does not come back"), why);
                        }
                    });
        } finally {
            pulse.freeze(false);
        }
        Await.until("it answers again", this::answers);
        pulse.setVolume("speaker", "63%");
        Await.until("changes are told", () -> Math.abs(levelNow() + 12.04) < ROUNDED);
        pulse.freeze(true);
        try {
            assertThrows(
                    IOException.class, () -> mixer.value(control("Master Volume"), 0, -DECIBEL));
            assertTimeout(Duration.ofMillis(1_900), mixer::close);
        } finally {
            pulse.freeze(false);
        }
        Await.until("its thread comes home", () -> threads().isEmpty());
        assertEquals(List.of(), losses);
    }

    private boolean answers() {
        try {
            level(0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void nothingIsLeftOfAMixerThatIsClosed() throws IOException {
        AtomicInteger waits = new AtomicInteger();
        Await.until(
                "it waits",
                () -> (isWaiting() ? waits.incrementAndGet() : waits.getAndSet(0)) >= 50);
        mixer.close();
        assertTrue(threads().isEmpty());
        String why = assertThrows(IOException.class, () -> level(0)).getMessage();
        assertEquals("the mixer speaker is closed", why);
        AlsaMixer.open("speaker", losses::add).close();
        int before = descriptors();
        for (int i = 0; i < 20; i++) {
            try (AlsaMixer another = AlsaMixer.open("speaker", losses::add)) {
                assertEquals(4, another.layout().controls().size());
            }
            assertThrows(AlsaException.class, () -> AlsaMixer.open("nonsense", losses::add));
        }
        assertTrue(threads().isEmpty());
        assertTrue(descriptors() <= before + 2, before + " became " + descriptors());
        assertEquals(List.of(), losses);
    }

    private static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    /** Whether the mixer's thread waits for something to happen. */
    private static boolean isWaiting() {
        return threads().stream()
                .flatMap(thread -> Stream.of(thread.getStackTrace()))
                .anyMatch(frame -> frame.getClassName().equals(Doorbell.class.getName()));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("alsa mixer "))
                .toList();
    }
}
