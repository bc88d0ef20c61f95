package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.EventItem;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sockets of an engine that notices plugging. */
final class JackDetectionTest {
    private static final JackDescription PLUGGED =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00FF00, 3)
                    .detecting(true);
    private static final JackDescription UNPLUGGED = PLUGGED.detecting(false);
    private static final WaveEndpoint SPEAKER = FakeEngine.SPEAKER.jacks(PLUGGED);
    private static final WaveEndpoint OFFLOAD = FakeEngine.OFFLOAD.jacks(PLUGGED);
    private static final WaveEndpoint MICROPHONE = FakeEngine.MICROPHONE;
    private static final int SPEAKER_SOCKET = 3;
    private static final int MICROPHONE_SOCKET = 4;

    private final NoticingEngine engine = new NoticingEngine(SPEAKER, OFFLOAD, MICROPHONE);
    private final FakePortEvents events = new FakePortEvents();
    private final WaveMiniport miniport = new WaveMiniport();

    JackDetectionTest() {
        Rig.init(miniport, events, engine);
    }

    @Test
    @Rule("JCK-4")
    void connectionIsThatOfTheMomentWhenItIsAsked() throws IOException {
        assertTrue(speaker().connected());
        engine.change(SPEAKER, UNPLUGGED);
        assertFalse(speaker().connected());
        assertTrue(
                FakeRequest.ask(miniport, JackProperty.DESCRIPTION2, SPEAKER_SOCKET)
                        .getFirst()
                        .presenceDetect());
        engine.change(SPEAKER, PLUGGED);
        assertTrue(speaker().connected());
    }

    @Test
    @Rule("JCK-5")
    void whatIsToldNowIsDocumentedLikeWhatWasToldAtFirst() throws IOException {
        engine.change(MICROPHONE, PLUGGED);
        assertEquals(
                0,
                FakeRequest.ask(miniport, JackProperty.DESCRIPTION, MICROPHONE_SOCKET)
                        .getFirst()
                        .channelMapping());
    }

    @Test
    @Rule("JCK-6")
    void changeIsAnnouncedForTheBridgePinThatItIsBehind() {
        engine.change(SPEAKER, UNPLUGGED);
        engine.change(MICROPHONE, UNPLUGGED);
        engine.change(OFFLOAD, UNPLUGGED);
        assertEquals(
                List.of("KSEVENTSETID_PinCapsChange/1 pin 3", "KSEVENTSETID_PinCapsChange/1 pin 4"),
                events.signals);
    }

    @Test
    @Rule("JCK-6")
    void filterOffersTheEventWhenItsEngineNoticesPlugging() {
        EventItem item = offered(miniport).orElseThrow();
        assertTrue(item.recurring() && item.oneShot());
        assertEquals(
                Optional.empty(), offered(new Rig(FakeEngine.SPEAKER.jacks(PLUGGED)).miniport));
    }

    @Test
    void closedMiniportIsNotToldAnyMore() throws IOException {
        miniport.close();
        assertNull(engine.listener);
    }

    private JackDescription speaker() throws IOException {
        return FakeRequest.ask(miniport, JackProperty.DESCRIPTION, SPEAKER_SOCKET).getFirst();
    }

    private static Optional<EventItem> offered(WaveMiniport miniport) {
        AutomationTable table = miniport.getDescription().automation();
        return table.event(KsEvents.JACKINFOCHANGE.set(), KsEvents.JACKINFOCHANGE.id());
    }
}
