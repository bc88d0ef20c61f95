package miniport.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsLayout;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What the filter tells of the sockets of its lines. */
class JackPropertiesTest {
    private static final int WAVE = 0;
    private static final int LINE_IN = 1;
    private static final int LINE_OUT = 2;
    private static final int DIGITAL_OUT = 3;

    private final FakeMixer mixer = new FakeMixer(Layouts.all());
    private final Rig rig;

    JackPropertiesTest() throws IOException {
        rig = new Rig(mixer);
    }

    @Test
    @Rule("JCK-1")
    void theFilterIsAskedWithAPinAndTellsEachJack() throws IOException {
        List<JackDescription> jacks = rig.ask(JackProperty.DESCRIPTION, LINE_OUT);
        assertEquals(List.of(Layouts.GREEN, Layouts.GREEN), jacks);
        byte[] raw = JackProperty.DESCRIPTION.type().encode(jacks);
        assertEquals(8 + 2 * 28, raw.length);
        assertArrayEquals(new byte[] {64, 0, 0, 0, 2, 0, 0, 0}, Arrays.copyOf(raw, 8));
    }

    @Test
    @Rule("JCK-2")
    void aPinWithoutJacksHasAnEmptyListAndAnUnknownOneIsRefused() throws IOException {
        assertEquals(List.of(), rig.ask(JackProperty.DESCRIPTION, WAVE));
        assertEquals(List.of(), rig.ask(JackProperty.DESCRIPTION2, WAVE));
        for (int pin : new int[] {-1, 5}) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class, () -> rig.ask(JackProperty.DESCRIPTION, pin));
            assertEquals(Status.INVALID_PARAMETER, e.status());
            assertEquals("pin id must lie in 0 … 4: pinId=" + pin, e.getMessage());
        }
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> rig.ask(JackProperty.DESCRIPTION, KsLayout.little(0)));
        assertEquals(Status.INVALID_PARAMETER, e.status());
    }

    @Test
    @Rule({"JCK-4", "JCK-6", "EVT-9"})
    void aPlugIsFollowedAndTold() throws IOException {
        assertTrue(rig.ask(JackProperty.DESCRIPTION, LINE_OUT).get(0).connected());
        mixer.plug("Line Out", Layouts.GREEN.detecting(false));
        assertEquals(List.of("KSEVENTSETID_PinCapsChange/1 pin " + LINE_OUT), rig.port.signals);
        assertFalse(rig.ask(JackProperty.DESCRIPTION, LINE_OUT).get(0).connected());
        List<JackDescription> able = rig.ask(JackProperty.DESCRIPTION2, LINE_OUT);
        assertTrue(able.get(0).presenceDetect());
        // JackCapabilities: PRESENCE_DETECT
        assertEquals(1, JackProperty.DESCRIPTION2.type().encode(able)[8 + 4]);
        mixer.plug("Line Out", Layouts.GREEN.detecting(true));
        assertTrue(rig.ask(JackProperty.DESCRIPTION, LINE_OUT).get(0).connected());
        assertTrue(
                rig.filter
                        .automation()
                        .event(KsEvents.JACKINFOCHANGE.set(), KsEvents.JACKINFOCHANGE.id())
                        .isPresent());
    }

    @Test
    @Rule("JCK-5")
    void onlyAnAnalogSocketThatPlaysHasChannels() throws IOException {
        assertEquals(3, mapping(LINE_OUT));
        assertEquals(0, mapping(LINE_IN));
        assertEquals(0, mapping(DIGITAL_OUT));
    }

    private int mapping(int pin) throws IOException {
        return rig.ask(JackProperty.DESCRIPTION, pin).get(0).channelMapping();
    }
}
