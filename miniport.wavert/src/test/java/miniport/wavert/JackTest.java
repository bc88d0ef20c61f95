package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PinCategories;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;

/** The sockets behind bridge pins. */
final class JackTest {
    private static final int STEREO = 3;
    private static final JackDescription GREEN =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0x00FF00, STEREO);
    private static final JackDescription BLACK =
            JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, 0, 0x30);

    private static List<JackDescription> told(WaveEndpoint endpoint, JackDescription... jacks)
            throws IOException {
        return FakeRequest.ask(
                new Rig(endpoint.jacks(jacks)).miniport, JackProperty.DESCRIPTION, 1);
    }

    @Test
    @Rule("JCK-1")
    void bridgePinTellsAllItsSockets() throws IOException {
        assertEquals(List.of(GREEN, BLACK), told(FakeEngine.SPEAKER, GREEN, BLACK));
        Rig rig = new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE.jacks(BLACK));
        assertEquals(1, FakeRequest.ask(rig.miniport, JackProperty.DESCRIPTION, 3).size());
    }

    @Test
    @Rule("JCK-2")
    void unknownPinIsRefusedAndAPinWithoutSocketsHasAnEmptyList() throws IOException {
        WaveMiniport miniport = new Rig(FakeEngine.SPEAKER).miniport;
        assertEquals(List.of(), FakeRequest.ask(miniport, JackProperty.DESCRIPTION, 1));
        assertEquals(List.of(), FakeRequest.ask(miniport, JackProperty.DESCRIPTION, 0));
        assertEquals(List.of(), FakeRequest.ask(miniport, JackProperty.DESCRIPTION2, 0));
        for (int pin : new int[] {-1, 2}) {
            Rig.refused(
                    Status.INVALID_PARAMETER,
                    () -> FakeRequest.ask(miniport, JackProperty.DESCRIPTION, pin));
        }
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> FakeRequest.ask(miniport, JackProperty.DESCRIPTION, KsLayout.little(4)));
    }

    @Test
    @Rule("JCK-4")
    void connectionFollowsThePlugWhereItIsNoticed() throws IOException {
        assertTrue(told(FakeEngine.SPEAKER, GREEN).getFirst().connected());
        JackDescription unplugged = GREEN.detecting(false);
        assertEquals(List.of(unplugged), told(FakeEngine.SPEAKER, unplugged));
        Rig rig = new Rig(FakeEngine.SPEAKER.jacks(unplugged));
        assertTrue(
                FakeRequest.ask(rig.miniport, JackProperty.DESCRIPTION2, 1)
                        .getFirst()
                        .presenceDetect());
    }

    @Test
    @Rule("JCK-5")
    void onlyAnalogSocketsThatPlayHaveAPlaceAmongTheSpeakers() throws IOException {
        assertEquals(STEREO, told(FakeEngine.SPEAKER, GREEN).getFirst().channelMapping());
        assertEquals(0, told(FakeEngine.MICROPHONE, GREEN).getFirst().channelMapping());
        JackDescription optical =
                JackDescription.socket(Connection.OPTICAL, GeoLocation.REAR, 0, STEREO);
        assertEquals(0, told(FakeEngine.SPEAKER, optical).getFirst().channelMapping());
        JackDescription hdmi =
                JackDescription.socket(Connection.OTHER_DIGITAL, GeoLocation.HDMI, 0, STEREO);
        assertEquals(0, told(FakeEngine.SPEAKER, hdmi).getFirst().channelMapping());
        JackDescription coaxial =
                JackDescription.socket(Connection.RCA, GeoLocation.REAR, 0xFF8000, STEREO);
        assertEquals(
                0,
                told(render(PinCategories.SPDIF_INTERFACE), coaxial).getFirst().channelMapping());
        assertEquals(
                0xFF8000, told(render(PinCategories.SPDIF_INTERFACE), coaxial).getFirst().color());
    }

    private static WaveEndpoint render(KsId connector) {
        return WaveEndpoint.render("Out", connector, FakeEngine.CD, FakeEngine.pcm());
    }
}
