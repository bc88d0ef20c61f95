package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.MiniportClass;
import portcls.testkit.BundleFacts;

import java.util.List;
import java.util.Optional;

/** What the bundle tells of its drivers before any of them runs. */
final class BundleTest {
    private static final BundleFacts BUNDLE = BundleFacts.of(UartMiniport.class);

    @Test
    void uartIsFoundByItsClassId() {
        assertEquals(MiniportClass.UART.classId().toString(), UartMiniport.CLASS_ID);
    }

    @Test
    void componentsAreMadeOncePerDevice() {
        String uart = BUNDLE.component("miniport.midi.UartMiniport");
        assertTrue(uart.contains("scope=\"prototype\""), uart);
        assertTrue(uart.contains("<provide interface=\"portcls.api.midi.IMiniportMidi\"/>"), uart);
        assertTrue(uart.matches("(?s).*portcls\\.device\".{0,40}mpu401.*"), uart);
        assertTrue(uart.contains("value=\"" + UartMiniport.CLASS_ID + "\""), uart);

        String link = BUNDLE.component("miniport.midi.ByteLinkMiniport");
        assertTrue(link.contains("scope=\"prototype\""), link);
        assertTrue(link.matches("(?s).*portcls\\.device\".{0,40}midi-bytes.*"), link);
    }

    @Test
    void resolverFindsTheBundleForADevice() {
        String provided = BUNDLE.header("Provide-Capability").orElseThrow();
        for (String device : List.of("mpu401", "midi-bytes")) {
            String capability = "portcls.miniport;device:List<String>=" + device + ";kind=midi";
            assertTrue(provided.contains(capability), provided);
        }
    }

    @Test
    void bundleKnowsTheApiAloneAndExportsNothing() {
        assertEquals(List.of(), BUNDLE.foreignImports());
        assertEquals(Optional.empty(), BUNDLE.header("Export-Package"));
    }
}
