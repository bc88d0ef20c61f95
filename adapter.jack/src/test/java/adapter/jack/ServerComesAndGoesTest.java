package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.ByteLink;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;
import portcls.testkit.TestBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The component with a real server: its start, stop and death are plugging and unplugging. */
class ServerComesAndGoesTest {
    private final FakeFramework framework = new FakeFramework();
    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    private JackServer server;
    private JackComponent component;

    @BeforeEach
    void prepare() {
        server = JackServer.prepare(256);
        component = component(Map.of("server", server.name()));
        component.start();
    }

    private JackComponent component(Map<String, Object> values) {
        return new JackComponent(
                framework.context(),
                new RealClock(),
                FakeFramework.settings(JackSettings.class, values));
    }

    @AfterEach
    void end() {
        if (component != null) {
            component.stop();
        }
        if (server != null) {
            server.close();
        }
    }

    private Adapter device(String suffix) {
        return framework.devices.stream()
                .filter(d -> d.id().equals("jack:" + server.name() + suffix))
                .findFirst()
                .orElseThrow(() -> new AssertionError(framework.devices));
    }

    private void awaitDevices() {
        Await.until("two devices", () -> framework.devices.size() == 2);
    }

    private static WaveEngineStream play(Adapter device, TestBuffer buffer) throws IOException {
        WaveEngine engine = (WaveEngine) device.resources().get(0);
        WaveEngineStream stream =
                engine.open(engine.endpoints().get(0), WaveFormat.float32(48_000, 2));
        stream.prepare(buffer);
        stream.start();
        Await.until("it plays", () -> buffer.position > 2_000);
        return stream;
    }

    private static TestBuffer buffer() {
        return new TestBuffer(WaveFormat.float32(48_000, 2), 1_024, 2);
    }

    private void awaitNoThreads() {
        Await.until(
                "no thread is left",
                () -> {
                    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
                    now.removeAll(threadsBefore);
                    now.removeIf(t -> t.getName().startsWith("process reaper"));
                    return now.isEmpty();
                });
    }

    @Test
    void aServerIsTwoDevices() {
        assertEquals(List.of(), framework.devices);
        server.start();
        awaitDevices();
        Adapter wave = device("");
        assertEquals(List.of(wave.id(), "jack", "wave-engine"), wave.hardwareIds());
        Adapter midi = device("-midi");
        assertEquals(List.of(midi.id(), "jack-midi", "midi-bytes"), midi.hardwareIds());
        assertTrue(midi.resources().get(0) instanceof ByteLink);
        assertEquals(
                "JACK has no mixer; change the volume in the program that plays or records, or at"
                        + " the sound card",
                wave.withoutMixer());
        assertEquals("", midi.withoutMixer());
        component.stop();
        assertEquals(List.of(wave.id(), midi.id()), framework.removals);
        awaitNoThreads();
        assertEquals(4, server.lines("jack_lsp").size(), "our ports are gone");
    }

    @Test
    void aServerThatIsStoppedTakesItsDevicesAlongAndBringsThemBack() throws IOException {
        server.start();
        leaveAndReturn(server::stop);
    }

    @Test
    void aServerThatIsKilledInTheMiddleDoesToo() throws IOException {
        server.start();
        leaveAndReturn(server::kill);
    }

    private void leaveAndReturn(Runnable leave) throws IOException {
        for (int round = 1; round <= 3; round++) {
            awaitDevices();
            Adapter wave = device("");
            ByteLink midi = (ByteLink) device("-midi").resources().get(0);
            TestBuffer buffer = buffer();
            WaveEngineStream stream = play(wave, buffer);
            leave.run();
            Await.until("the devices are gone", () -> framework.devices.isEmpty());
            assertEquals(
                    List.of(wave.id() + " gone", wave.id() + "-midi gone"), framework.removals);
            framework.removals.clear();
            assertEquals(1, buffer.failures.size());
            String why =
                    "the JACK server \""
                            + server.name()
                            + "\" went away; its devices come back when it is started again";
            assertEquals(why, buffer.failures.getFirst().getMessage());
            stream.pause();
            stream.stop();
            assertEquals(why, assertThrows(IOException.class, stream::start).getMessage());
            stream.close();
            assertThrows(IOException.class, () -> midi.write(ByteBuffer.allocate(3)));
            server.start();
        }
        awaitDevices();
        component.stop();
        awaitNoThreads();
    }

    @Test
    void aStreamThatIsLeftOpenEndsWithTheComponent() throws IOException {
        server.start();
        awaitDevices();
        TestBuffer buffer = buffer();
        WaveEngineStream stream = play(device(""), buffer);
        long begin = System.nanoTime();
        component.stop();
        assertTrue(System.nanoTime() - begin < 8_000_000_000L, "in bounded time");
        long position = buffer.position;
        awaitNoThreads();
        assertEquals(position, buffer.position);
        stream.close();
    }

    @Test
    void theLibraryServesOneServerAtATime() throws IOException {
        server.start();
        awaitDevices();
        try (JackServer second = JackServer.prepare(256)) {
            second.start();
            TestBuffer buffer = buffer();
            WaveEngineStream stream = play(device(""), buffer);
            JackComponent other = component(Map.of("server", second.name(), "retry", 1));
            other.start();
            long played = buffer.position;
            Await.until("two seconds pass", () -> buffer.position > played + 96_000);
            assertEquals(2, framework.devices.size(), "the other waits");
            stream.close();
            component.stop();
            Await.until(
                    "the other has its turn",
                    () ->
                            framework.devices.size() == 2
                                    && framework.devices.stream()
                                            .anyMatch(d -> d.id().equals("jack:" + second.name())));
            other.stop();
        }
        awaitNoThreads();
    }

    @Test
    void midiPortsOfOthersAreConnectedAsConfigured() {
        component.stop();
        component =
                component(
                        Map.of(
                                "server",
                                server.name(),
                                "midi_connect",
                                new String[] {"player:.*"}));
        component.start();
        server.start();
        awaitDevices();
        Process player = server.program("jack_midiseq", "player", "48000", "0", "60", "24000");
        try {
            Await.until(
                    "our input is connected",
                    () -> {
                        List<String> lines = server.lines("jack_lsp", "-c");
                        int at = lines.indexOf("portcls:midi_in");
                        return at >= 0
                                && at + 1 < lines.size()
                                && lines.get(at + 1).equals("   player:out");
                    });
        } finally {
            server.end(player);
        }
    }
}
