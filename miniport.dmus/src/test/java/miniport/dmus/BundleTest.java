package miniport.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its drivers before it runs. */
class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(SynthMiniport.class);

    @Test
    void theJavaSynthesizerIsADeviceOfItsOwn() {
        String component = BUNDLE.component("miniport.dmus.GervillMiniport");
        assertTrue(
                component.contains("<provide interface=\"portcls.api.dmus.IMiniportDMus\"/>"),
                component);
        assertTrue(
                component.contains("name=\"portcls.id\" type=\"String\" value=\"synth:gervill\""));
        assertTrue(component.contains("configuration-pid=\"miniport.dmus.gervill\""), component);
    }

    @Test
    void theConfigurationsAreDescribed() {
        for (String name : List.of("GervillSettings", "FluidSynthSettings")) {
            String text = BUNDLE.text("OSGI-INF/metatype/miniport.dmus." + name + ".xml");
            assertTrue(text.contains("id=\"bank\"") && text.contains("id=\"output\""), text);
        }
    }

    @Test
    void theJavaPlatformFindsTheLineOfItsSynthesizer() {
        assertEquals(
                "portcls.gervill.GervillMixerProvider",
                BUNDLE.text("META-INF/services/javax.sound.sampled.spi.MixerProvider").strip());
    }

    @Test
    void theBundleKnowsTheApiAloneAndExportsNothing() {
        List<String> foreign =
                BUNDLE.foreignImports().stream()
                        .filter(
                                name ->
                                        !name.startsWith("org.osgi.framework")
                                                && !name.startsWith("javax.sound."))
                        .toList();
        assertEquals(List.of(), foreign);
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
        String own = BUNDLE.header("Private-Package").orElseThrow();
        assertTrue(own.contains("portcls.gervill") && own.contains("portcls.banks.dls"), own);
    }
}
