package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.MiniportClass;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;

/** What the bundle tells of the UART drivers before any of them runs. */
final class UartBundleTest {
    @Test
    void driversAreFoundByTheirClassIds() throws IOException, URISyntaxException {
        assertEquals(MiniportClass.DMUS_UART.classId().toString(), DMusUartMiniport.CLASS_ID);
        assertEquals(
                MiniportClass.DMUS_UART_CAPTURE.classId().toString(),
                DMusUartCaptureMiniport.CLASS_ID);
        for (MiniportClass driver :
                new MiniportClass[] {MiniportClass.DMUS_UART, MiniportClass.DMUS_UART_CAPTURE}) {
            String component = component(driver);
            assertTrue(component.contains("scope=\"prototype\""), component);
            assertTrue(
                    component.contains("<provide interface=\"portcls.api.dmus.IMiniportDMus\"/>"),
                    component);
            assertTrue(component.contains("value=\"" + driver.classId() + "\""), component);
        }
    }

    @Test
    void driverLeavesADeviceToThePlainMidiDriver() throws IOException, URISyntaxException {
        String component = component(MiniportClass.DMUS_UART);
        assertTrue(component.matches("(?s).*portcls\\.device\".{0,40}>mpu401<.*"), component);
        assertTrue(
                component.matches("(?s).*name=\"service\\.ranking\"[^>]*type=\"Integer\".*"),
                component);
        assertTrue(DMusUartMiniport.RANKING < 0);
    }

    @Test
    void captureFormIsForDevicesOfItsOwn() throws IOException, URISyntaxException {
        String component = component(MiniportClass.DMUS_UART_CAPTURE);
        assertTrue(
                component.matches("(?s).*portcls\\.device\".{0,40}>mpu401-capture<.*"), component);
    }

    @Test
    void resolverFindsTheBundleForADevice() throws IOException, URISyntaxException {
        try (var in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
            String provided = new Manifest(in).getMainAttributes().getValue("Provide-Capability");
            for (String device : new String[] {"mpu401", "mpu401-capture"}) {
                assertTrue(
                        provided.contains(
                                "portcls.miniport;device:List<String>=" + device + ";kind=dmus"),
                        provided);
            }
        }
    }

    private static String component(MiniportClass driver) throws IOException, URISyntaxException {
        String name =
                driver == MiniportClass.DMUS_UART
                        ? "miniport.dmus.uart.DMusUartMiniport"
                        : "miniport.dmus.uart.DMusUartCaptureMiniport";
        return Files.readString(classes().resolve("OSGI-INF/" + name + ".xml"));
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(
                DMusUartMiniport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
