package adapter.alsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.lib.Alsa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.Subdevice;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class NamedPcmComponentTest {
    private final FakeFramework framework = new FakeFramework();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("adapter.alsa");
    private final Handler handler = new Collector();
    private Alsa alsa;

    private final class Collector extends Handler {
        @Override
        public void publish(LogRecord told) {
            if (told.getLevel().intValue() >= Level.INFO.intValue()) {
                log.add(
                        told.getParameters() == null
                                ? told.getMessage()
                                : MessageFormat.format(told.getMessage(), told.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void library() {
        alsa = Parts.alsa();
        logger.addHandler(handler);
    }

    @AfterEach
    void letGo() {
        logger.removeHandler(handler);
        alsa.close();
    }

    private NamedPcmComponent component(Map<String, Object> values) {
        return new NamedPcmComponent(
                framework.context(),
                new RealClock(),
                alsa,
                FakeFramework.settings(NamedPcmSettings.class, values));
    }

    @Test
    void aPcmIsADeviceWithAWaveEngine() {
        NamedPcmComponent component = component(Map.of("pcm", "nothing", "capture", true));
        component.start();
        Await.until("a device", () -> !framework.devices.isEmpty());
        Adapter device = framework.devices.getFirst();
        assertEquals("alsa:nothing", device.id());
        assertEquals("nothing", device.name());
        assertEquals(List.of("alsa:nothing", "alsa:pcm", "wave-engine"), device.hardwareIds());
        WaveEngine engine = assertInstanceOf(WaveEngine.class, device.resources().getFirst());
        assertEquals(
                List.of("Playback", "Capture"),
                engine.endpoints().stream().map(e -> e.name()).toList());
        component.stop();
        assertEquals(List.of("alsa:nothing"), framework.removals);
    }

    @Test
    void aNameThatAlsaDoesNotKnowIsSaidOnce() {
        NamedPcmComponent component = component(Map.of("pcm", "nonsense", "retry", 1));
        component.start();
        Await.until("it was said", () -> !log.isEmpty());
        long begin = System.nanoTime();
        Await.until("it was tried again", () -> System.nanoTime() - begin > 1_500_000_000L);
        component.stop();
        assertEquals(
                List.of(
                        "alsa:nonsense cannot be opened for playback: No such file or directory"
                            + " (error=-2); no such PCM: see what `aplay -L` lists, or define it in"
                            + " ~/.asoundrc (configuration adapter.alsa with pcm=nonsense; tried"
                            + " again every 1 s)"),
                log);
        assertTrue(framework.devices.isEmpty());
    }

    @Test
    void aSinkThatComesAndGoesIsADeviceThatComesAndGoes() throws IOException {
        try (Pulse pulse = Pulse.start()) {
            pulse.pullSinks();
            NamedPcmComponent component = component(Map.of("pcm", "hot", "retry", 1));
            component.start();
            Await.until("it was said that it is not there", () -> log.size() == 1);
            for (int round = 1; round <= 2; round++) {
                int module = pulse.plugSink("hot");
                Await.until("it came", () -> !framework.devices.isEmpty());
                WaveEngine engine =
                        (WaveEngine) framework.devices.getFirst().resources().getFirst();
                try (WaveEngineStream stream =
                        engine.open(engine.endpoints().getFirst(), WaveFormat.float32(48_000, 2))) {
                    SineBuffer buffer =
                            new SineBuffer(WaveFormat.float32(48_000, 2), stream.shape(960, 2), 2);
                    stream.prepare(buffer);
                    stream.start();
                    Await.until("it plays", () -> buffer.position > 4_800);
                    pulse.pull(module);
                    Await.until("the stream failed", () -> !buffer.failures.isEmpty());
                    Await.until("it went", () -> framework.devices.isEmpty());
                    stream.pause();
                    stream.stop();
                }
                assertEquals(round, framework.removals.size());
                assertEquals("alsa:hot gone", framework.removals.getLast());
            }
            assertTimeout(Duration.ofSeconds(5), component::stop);
            assertEquals(2, framework.removals.size());
        }
    }

    @Test
    void theControlDeviceOfThePcmsNameIsAFurtherFunction() throws IOException {
        try (Pulse pulse = Pulse.start()) {
            NamedPcmComponent component = component(Map.of("pcm", "speaker", "retry", 1));
            component.start();
            Await.until("it came", () -> !framework.devices.isEmpty());
            Adapter device = framework.devices.getFirst();
            assertEquals("", device.withoutMixer());
            Subdevice function = device.subdevices().getFirst();
            assertEquals("mixer", function.name());
            assertEquals(List.of("alsa:mixer", "mixer"), function.hardwareIds());
            assertInstanceOf(Mixer.class, function.resources().getFirst());
            // It is configured to play alone, so that there is no wire for what is recorded.
            assertEquals(
                    List.of(new Link("alsa:speaker", "Playback", "alsa:speaker/mixer", "Playback")),
                    device.links());

            pulse.kill();
            Await.until("it went, without a stream", () -> framework.devices.isEmpty());
            assertEquals(List.of("alsa:speaker gone"), framework.removals);
            try (Pulse next = Pulse.start()) {
                Await.until("it came again", () -> !framework.devices.isEmpty());
                Adapter again = framework.devices.getFirst();
                assertEquals(1, again.subdevices().size());
                next.setVolume("speaker", "50%");
                assertTimeout(Duration.ofSeconds(5), component::stop);
            }
        }
    }

    @Test
    void theMixerThatIsAskedForIsTaken() throws IOException {
        try (Pulse pulse = Pulse.start()) {
            pulse.setVolume("speaker", "50%");
            NamedPcmComponent component =
                    component(
                            Map.of(
                                    "pcm",
                                    "monitor",
                                    "playback",
                                    false,
                                    "capture",
                                    true,
                                    "mixer",
                                    "speaker"));
            component.start();
            Await.until("it came", () -> !framework.devices.isEmpty());
            assertEquals(
                    List.of(new Link("alsa:monitor/mixer", "Capture", "alsa:monitor", "Capture")),
                    framework.devices.getFirst().links());
            component.stop();
        }
    }

    @Test
    void whyThereIsNoMixerIsSaid() {
        assertEquals(
                "ALSA offers no mixer controls for nothing: the mixer nothing cannot be opened: No"
                        + " such file or directory (error=-2); no such control device: define it as"
                        + " ctl in ~/.asoundrc, or name one that `amixer -D NAME` opens",
                withoutMixer(Map.of("pcm", "nothing")));
        assertTrue(log.isEmpty(), log.toString());
        assertEquals(
                "the configuration wants none: mixer=-",
                withoutMixer(Map.of("pcm", "nothing", "mixer", "-")));
        assertTrue(log.isEmpty(), log.toString());
        withoutMixer(Map.of("pcm", "nothing", "mixer", "nonsense"));
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.getFirst().startsWith("alsa:nothing has no mixer: "), log.getFirst());
    }

    private String withoutMixer(Map<String, Object> settings) {
        NamedPcmComponent component = component(settings);
        component.start();
        Await.until("a device", () -> !framework.devices.isEmpty());
        Adapter device = framework.devices.getFirst();
        assertEquals(List.of(), device.subdevices());
        assertEquals(List.of(), device.links());
        component.stop();
        return device.withoutMixer();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertEquals(
                "periods=1 is out of range; use 2 to 16",
                assertThrows(IllegalArgumentException.class, () -> component(Map.of("periods", 1)))
                        .getMessage());
        assertEquals(
                "playback=false, capture=false leaves nothing of pcm=default; set one of them",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> component(Map.of("playback", false)))
                        .getMessage());
    }
}
