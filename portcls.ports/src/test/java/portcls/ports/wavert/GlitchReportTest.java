package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.wavert.EngineEvent;
import portcls.conformance.Rule;
import portcls.ports.wave.WaveBench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What goes wrong in a stream is counted once and told to whoever records. */
class GlitchReportTest {
    private static final String EVENT = "portcls.MiniportEngineEvent";
    private static final int PACKET = 48;

    private final WaveBench bench = new WaveBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"GLI-1", "GLI-4"})
    void anUnderRunIsInTheRecordingWithItsPlaceAndReason(@TempDir Path folder) throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET).packets(2));
        WaveBench.fillAll(pin);
        pin.run();
        List<RecordedEvent> told =
                recorded(
                        folder,
                        () -> {
                            bench.stream().registers().glitch(PACKET);
                            bench.move(3 * PACKET);
                        });
        assertEquals(1, told.size());
        RecordedEvent event = told.getFirst();
        assertEquals("test:wave", event.getString("filter"));
        assertEquals(EngineEvent.GLITCH_REPORT.name(), event.getString("event"));
        assertEquals(3 * PACKET * WaveBench.FRAME_BYTES, event.getLong("data1"));
        assertEquals(2 * PACKET * WaveBench.FRAME_BYTES, event.getLong("data2"));
        assertEquals(EngineEvent.UNDER_RUN, event.getLong("data3"));
    }

    @Test
    @Rule("GLI-4")
    void whatADriverReportsIsInTheRecordingAsItIs(@TempDir Path folder) throws Exception {
        bench.plug();
        WaveRtPort port = java.util.Objects.requireNonNull(bench.port);
        List<RecordedEvent> told =
                recorded(
                        folder,
                        () ->
                                port.miniportWriteEtwEvent(
                                        EngineEvent.GLITCH_REPORT,
                                        1,
                                        2,
                                        EngineEvent.SAME_WRITE_POSITION,
                                        4));
        assertEquals(EngineEvent.SAME_WRITE_POSITION, told.getFirst().getLong("data3"));
        assertEquals(4, told.getFirst().getLong("data4"));
        assertEquals(7, EngineEvent.GLITCH_REPORT.ordinal());
    }

    @Test
    @Rule("GLI-1")
    void aPacketThatIsSkippedIsCountedOnceAndWhole() {
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        pin.run();
        WaveBench.poll(pin);
        pin.commit();
        bench.move(PACKET);
        WaveBench.poll(pin);
        pin.commit();
        // Packets 1 and 2 are handed over; half of 3 was missed when the program comes back, the
        // other half will be.
        bench.move(2 * PACKET + PACKET / 2);
        WaveBench.poll(pin);
        assertEquals(4, pin.packetNumber());
        assertEquals(1, pin.glitches());
        assertEquals(PACKET, pin.lostFrames());
        assertEquals(4 * PACKET, bench.stream().registers().committed());
    }

    private static List<RecordedEvent> recorded(Path folder, Runnable work) throws IOException {
        Path file = folder.resolve("glitch.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .toList();
    }
}
