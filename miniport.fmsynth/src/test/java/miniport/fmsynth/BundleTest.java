package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.MiniportClass;
import portcls.conformance.Rule;
import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its drivers before any of them runs. */
final class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(FmSynthDriver.class);

    @Test
    @Rule("SUB-18")
    void bothMiniportsAreFoundByTheirClassIds() {
        assertEquals(MiniportClass.FM_SYNTH.classId().toString(), PlainFmSynthMiniport.CLASS_ID);
        assertEquals(
                MiniportClass.FM_SYNTH_WITH_VOLUME.classId().toString(),
                FmSynthVolumeMiniport.CLASS_ID);
        assertComponent("PlainFmSynthMiniport", "opl3", PlainFmSynthMiniport.CLASS_ID);
        assertComponent(
                "FmSynthVolumeMiniport", "opl3-without-volume", FmSynthVolumeMiniport.CLASS_ID);
    }

    private static void assertComponent(String name, String device, String classId) {
        String xml = BUNDLE.component("miniport.fmsynth." + name);
        assertTrue(xml.contains("scope=\"prototype\""), xml);
        assertTrue(xml.contains("<provide interface=\"portcls.api.midi.IMiniportMidi\"/>"), xml);
        assertTrue(xml.matches("(?s).*portcls\\.device\".{0,40}[\">]" + device + "[\"<].*"), xml);
        assertTrue(xml.contains("value=\"" + classId + "\""), xml);
    }

    @Test
    void theDriverThatFitsAChipBetterIsRegisteredFirst() {
        assertEquals(
                "OSGI-INF/miniport.fmsynth.FmSynthVolumeMiniport.xml,"
                        + "OSGI-INF/miniport.fmsynth.PlainFmSynthMiniport.xml",
                BUNDLE.header("Service-Component").orElseThrow());
    }

    @Test
    void resolverFindsTheBundleForADevice() {
        String provided = BUNDLE.header("Provide-Capability").orElseThrow();
        for (String device : List.of("opl3", "opl3-without-volume")) {
            assertTrue(
                    provided.contains(
                            "portcls.miniport;device:List<String>=" + device + ";kind=midi"),
                    provided);
        }
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() {
        assertEquals(List.of(), BUNDLE.foreignImports());
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
    }
}
