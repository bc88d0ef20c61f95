package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.MiniportClass;
import portcls.conformance.Rule;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What the bundle tells of its drivers before any of them runs. */
final class BundleTest {
    private static final Pattern PACKAGES = Pattern.compile(",(?=[a-z])");

    @Test
    @Rule("SUB-18")
    void bothMiniportsAreFoundByTheirClassIds() throws IOException, URISyntaxException {
        assertEquals(MiniportClass.FM_SYNTH.classId().toString(), PlainFmSynthMiniport.CLASS_ID);
        assertEquals(
                MiniportClass.FM_SYNTH_WITH_VOLUME.classId().toString(),
                FmSynthVolumeMiniport.CLASS_ID);
        assertComponent("PlainFmSynthMiniport", "opl3", PlainFmSynthMiniport.CLASS_ID);
        assertComponent(
                "FmSynthVolumeMiniport", "opl3-without-volume", FmSynthVolumeMiniport.CLASS_ID);
    }

    private static void assertComponent(String name, String device, String classId)
            throws IOException, URISyntaxException {
        String xml =
                Files.readString(classes().resolve("OSGI-INF/miniport.fmsynth." + name + ".xml"));
        assertTrue(xml.contains("scope=\"prototype\""), xml);
        assertTrue(xml.contains("<provide interface=\"portcls.api.midi.IMiniportMidi\"/>"), xml);
        assertTrue(xml.matches("(?s).*portcls\\.device\".{0,40}[\">]" + device + "[\"<].*"), xml);
        assertTrue(xml.contains("value=\"" + classId + "\""), xml);
    }

    @Test
    void theDriverThatFitsAChipBetterIsRegisteredFirst() throws IOException, URISyntaxException {
        assertEquals(
                "OSGI-INF/miniport.fmsynth.FmSynthVolumeMiniport.xml,"
                        + "OSGI-INF/miniport.fmsynth.PlainFmSynthMiniport.xml",
                header("Service-Component"));
    }

    @Test
    void resolverFindsTheBundleForADevice() throws IOException, URISyntaxException {
        String provided = header("Provide-Capability");
        for (String device : List.of("opl3", "opl3-without-volume")) {
            assertTrue(
                    provided.contains(
                            "portcls.miniport;device:List<String>=" + device + ";kind=midi"),
                    provided);
        }
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() throws IOException, URISyntaxException {
        List<String> foreign =
                PACKAGES.splitAsStream(header("Import-Package"))
                        .filter(
                                name ->
                                        !name.startsWith("portcls.api")
                                                && !name.startsWith("java."))
                        .toList();
        assertEquals(List.of(), foreign);
        assertFalse(attributes().containsKey(new Attributes.Name("Export-Package")));
    }

    private static String header(String name) throws IOException, URISyntaxException {
        return attributes().getValue(name);
    }

    private static Attributes attributes() throws IOException, URISyntaxException {
        try (var in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(
                PlainFmSynthMiniport.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }
}
