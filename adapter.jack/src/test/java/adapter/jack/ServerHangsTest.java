package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jack.midi.JackMidiLink;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;
import portcls.testkit.RealClock;
import portcls.testkit.TestBuffer;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server that is there but does not answer. */
class ServerHangsTest {
    private static final WaveFormat FORMAT = WaveFormat.float32(JackServer.SAMPLE_RATE, 2);

    private final FakeFramework framework = new FakeFramework();

    private static WaveEngineStream play(WaveEngine engine) throws IOException {
        WaveEngineStream stream = engine.open(engine.endpoints().get(0), FORMAT);
        TestBuffer buffer = new TestBuffer(FORMAT, 1_024, 2);
        stream.prepare(buffer);
        stream.start();
        Await.until("it plays", () -> buffer.position > 0);
        return stream;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void assertWithin(double seconds, Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        double lasted = (System.nanoTime() - begin) / 1e9;
        assertTrue(lasted < seconds, "lasted " + lasted + " s");
    }

    @Test
    void closingDoesNotWaitForIt() throws IOException {
        try (OpenServer open = new OpenServer(256, false)) {
            JackMidiLink midi = new JackMidiLink(open.client);
            List<WaveEngineStream> streams =
                    List.of(play(open.engine), play(open.engine), play(open.engine));
            open.server.freeze();
            try {
                assertWithin(
                        1.5, // together
                        () -> {
                            for (WaveEngineStream stream : streams) {
                                stream.close();
                            }
                            midi.close();
                        });
                assertEquals(256, open.client.period(), "what asks nothing goes on");
                String why =
                        assertThrows(
                                        IOException.class,
                                        () -> open.engine.open(open.playback(), FORMAT))
                                .getMessage();
                assertEquals(
                        "the JACK server \""
                                + open.server.name()
                                + "\" does not answer; restart it",
                        why);
            } finally {
                open.server.thaw();
            }
            Await.until("the ports are gone", () -> open.server.lines("jack_lsp").size() == 4);
            play(open.engine).close();
        }
    }

    @Test
    void whatWaitsForItEndsWhenItIsKilled() throws IOException {
        OpenServer open = new OpenServer(256, false);
        try {
            WaveEngineStream stream = play(open.engine);
            open.server.freeze();
            assertWithin(1, stream::close);
            open.server.kill();
            Await.until("it is noticed", open.client::isOver);
        } finally {
            open.server.kill();
            assertWithin(8, open::close);
        }
    }

    @Test
    void theComponentStopsAndTheNextOneSaysWhatItWaitsFor() throws IOException {
        try (JackServer server = JackServer.start(256);
                WatchMessages told = new WatchMessages()) {
            JackComponent first = component(server);
            JackComponent second = component(server);
            first.start();
            try {
                Await.until("two devices", () -> framework.devices.size() == 2);
                WaveEngineStream stream =
                        play((WaveEngine) framework.devices.get(0).resources().get(0));
                server.freeze();
                try {
                    assertWithin(5, first::stop);
                    assertWithin(1, stream::close);
                    assertEquals(List.of(), framework.devices);
                    second.start();
                    String why =
                            "the JACK server \""
                                    + server.name()
                                    + "\" has no devices yet: an earlier client of \""
                                    + server.name()
                                    + "\" has not come back, since that server hangs. Restart that"
                                    + " server.";
                    Await.until("it is said", () -> told.all.contains(why));
                } finally {
                    server.thaw();
                }
                Await.until("the devices are back", () -> framework.devices.size() == 2);
            } finally {
                first.stop();
                second.stop();
            }
        }
    }

    private JackComponent component(JackServer server) {
        return new JackComponent(
                framework.context(),
                new RealClock(),
                FakeFramework.settings(
                        JackSettings.class, Map.of("server", server.name(), "retry", 1)));
    }
}
