package miniport.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its driver before it runs. */
final class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(Sb16Miniport.class);

    @Test
    void componentIsMadeOncePerDevice() {
        String component = BUNDLE.component("miniport.wavecyclic.Sb16Miniport");
        assertTrue(component.contains("scope=\"prototype\""), component);
        assertTrue(
                component.contains(
                        "<provide interface=\"portcls.api.wavecyclic.IMiniportWaveCyclic\"/>"),
                component);
        assertTrue(component.matches("(?s).*portcls\\.device\".{0,40}sb16.*"), component);
    }

    @Test
    void resolverFindsTheBundleForADevice() {
        String provided = BUNDLE.header("Provide-Capability").orElseThrow();
        assertTrue(
                provided.contains("portcls.miniport;device:List<String>=sb16;kind=wavecyclic"),
                provided);
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() {
        assertEquals(List.of(), BUNDLE.foreignImports());
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
    }

    @Test
    void protocolOfTheCardIsInside() {
        assertTrue(BUNDLE.contains("portcls/sb16/Sb16Wave.class"));
    }
}
