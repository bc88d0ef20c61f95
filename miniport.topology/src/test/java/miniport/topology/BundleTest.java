package miniport.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What the bundle tells of its driver before it runs. */
final class BundleTest {
    private static final Pattern PACKAGES = Pattern.compile(",(?=[a-z])");

    @Test
    void driverIsMadeOncePerDevice() throws IOException, URISyntaxException {
        String component =
                Files.readString(classes().resolve("OSGI-INF/miniport.topology.MixerMiniport.xml"));
        assertTrue(component.contains("scope=\"prototype\""), component);
        assertTrue(
                component.contains(
                        "<provide interface=\"portcls.api.topology.IMiniportTopology\"/>"),
                component);
        assertTrue(
                component.matches("(?s).*portcls\\.device\".{0,40}mixer\\s+ct1745\\s+ac97-codec.*"),
                component);
    }

    @Test
    void resolverFindsTheBundleForADevice() throws IOException, URISyntaxException {
        String provided = header("Provide-Capability");
        assertTrue(
                provided.contains(
                        "portcls.miniport;device:List<String>=\"mixer,ct1745,ac97-codec\""
                                + ";kind=topology"),
                provided);
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
                MixerMiniport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
