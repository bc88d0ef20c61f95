package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its driver before it runs. */
final class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(Ac97Miniport.class);

    @Test
    void driverIsMadeOncePerDevice() {
        String component = BUNDLE.component("miniport.wavepci.Ac97Miniport");
        assertTrue(component.contains("scope=\"prototype\""), component);
        assertTrue(
                component.contains("<provide interface=\"portcls.api.wavepci.IMiniportWavePci\"/>"),
                component);
        assertTrue(component.matches("(?s).*portcls\\.device\".{0,40}ac97.*"), component);
    }

    @Test
    void resolverFindsTheBundleForADevice() {
        String provided = BUNDLE.header("Provide-Capability").orElseThrow();
        assertTrue(
                provided.contains("portcls.miniport;device:List<String>=ac97;kind=wavepci"),
                provided);
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() {
        assertEquals(List.of(), BUNDLE.foreignImports());
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
    }
}
