package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its driver before it runs. */
final class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(WaveMiniport.class);

    @Test
    void driverIsMadeOncePerDevice() {
        String component = BUNDLE.component("miniport.wavert.WaveMiniport");
        assertTrue(component.contains("scope=\"prototype\""), component);
        assertTrue(
                component.contains("<provide interface=\"portcls.api.wavert.IMiniportWaveRT\"/>"),
                component);
        assertTrue(component.matches("(?s).*portcls\\.device\".{0,40}wave-engine.*"), component);
    }

    @Test
    void resolverFindsTheBundleForADevice() {
        String provided = BUNDLE.header("Provide-Capability").orElseThrow();
        assertTrue(
                provided.contains("portcls.miniport;device:List<String>=wave-engine;kind=wavert"),
                provided);
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() {
        assertEquals(List.of(), BUNDLE.foreignImports());
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
    }
}
