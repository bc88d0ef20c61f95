package miniport.dmus;

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

/** What the bundle tells of its drivers before it runs. */
class BundleTest {
    private static final Pattern PACKAGES = Pattern.compile(",(?=[a-z])");

    @Test
    void theJavaSynthesizerIsADeviceOfItsOwn() throws IOException, URISyntaxException {
        String component = read("OSGI-INF/miniport.dmus.GervillMiniport.xml");
        assertTrue(
                component.contains("<provide interface=\"portcls.api.dmus.IMiniportDMus\"/>"),
                component);
        assertTrue(
                component.contains("name=\"portcls.id\" type=\"String\" value=\"synth:gervill\""));
        assertTrue(component.contains("configuration-pid=\"miniport.dmus.gervill\""), component);
    }

    @Test
    void theConfigurationsAreDescribed() throws IOException, URISyntaxException {
        for (String name : List.of("GervillSettings", "FluidSynthSettings")) {
            String text = read("OSGI-INF/metatype/miniport.dmus." + name + ".xml");
            assertTrue(text.contains("id=\"bank\"") && text.contains("id=\"output\""), text);
        }
    }

    @Test
    void theJavaPlatformFindsTheLineOfItsSynthesizer() throws IOException, URISyntaxException {
        assertEquals(
                "portcls.gervill.GervillMixerProvider",
                read("META-INF/services/javax.sound.sampled.spi.MixerProvider").strip());
    }

    @Test
    void theBundleKnowsTheApiAloneAndExportsNothing() throws IOException, URISyntaxException {
        List<String> foreign =
                PACKAGES.splitAsStream(header("Import-Package"))
                        .filter(
                                name ->
                                        !name.startsWith("portcls.api")
                                                && !name.startsWith("org.osgi.framework")
                                                && !name.startsWith("javax.sound.")
                                                && !name.startsWith("java."))
                        .toList();
        assertEquals(List.of(), foreign);
        assertFalse(attributes().containsKey(new Attributes.Name("Export-Package")));
        String own = header("Private-Package");
        assertTrue(own.contains("portcls.gervill") && own.contains("portcls.banks.dls"), own);
    }

    private static String header(String name) throws IOException, URISyntaxException {
        return attributes().getValue(name);
    }

    private static Attributes attributes() throws IOException, URISyntaxException {
        try (var in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static String read(String name) throws IOException, URISyntaxException {
        return Files.readString(classes().resolve(name));
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(
                SynthMiniport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
