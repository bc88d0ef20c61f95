package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.MiniportClass;

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
    void uartIsFoundByItsClassId() {
        assertEquals(MiniportClass.UART.classId().toString(), UartMiniport.CLASS_ID);
    }

    @Test
    void componentsAreMadeOncePerDevice() throws IOException, URISyntaxException {
        String uart =
                Files.readString(classes().resolve("OSGI-INF/miniport.midi.UartMiniport.xml"));
        assertTrue(uart.contains("scope=\"prototype\""), uart);
        assertTrue(uart.contains("<provide interface=\"portcls.api.midi.IMiniportMidi\"/>"), uart);
        assertTrue(uart.matches("(?s).*portcls\\.device\".{0,40}mpu401.*"), uart);
        assertTrue(uart.contains("value=\"" + UartMiniport.CLASS_ID + "\""), uart);

        String link =
                Files.readString(classes().resolve("OSGI-INF/miniport.midi.ByteLinkMiniport.xml"));
        assertTrue(link.contains("scope=\"prototype\""), link);
        assertTrue(link.matches("(?s).*portcls\\.device\".{0,40}midi-bytes.*"), link);
    }

    @Test
    void resolverFindsTheBundleForADevice() throws IOException, URISyntaxException {
        String provided = header("Provide-Capability");
        for (String device : List.of("mpu401", "midi-bytes")) {
            String capability = "portcls.miniport;device:List<String>=" + device + ";kind=midi";
            assertTrue(provided.contains(capability), provided);
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
                UartMiniport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
