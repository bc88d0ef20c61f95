package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the launcher hands over. */
final class LaunchTest {
    @Test
    void oneCommandDropsInForItselfElsewhereThanItPlugsInForOthers() {
        Launch launch =
                launch(
                        Map.of(
                                "portcls.cwd", "/here",
                                "portcls.arg.count", "2",
                                "portcls.arg.0", "plug",
                                "portcls.arg.1", "a.jar",
                                "portcls.load", "/run/load",
                                "portcls.keep", "/home/load",
                                "portcls.watch", "/run/load,/home/load"));
        assertTrue(launch.isOneCommand());
        assertEquals(List.of("plug", "a.jar"), launch.arguments());
        assertEquals(Path.of("/run/load"), launch.places().load());
        assertEquals(Path.of("/home/load"), launch.places().kept());
        assertEquals(
                List.of(Path.of("/run/load"), Path.of("/home/load")), launch.places().watched());
    }

    @Test
    void theShellHasOneFolderForBoth() {
        Launch launch = launch(Map.of("portcls.load", "/home/load"));
        assertFalse(launch.isOneCommand());
        assertEquals(launch.places().load(), launch.places().kept());
    }

    @Test
    void linesAreNotRewrittenInAPipe() {
        assertFalse(launch(Map.of("portcls.terminal", "false")).terminal());
        assertTrue(launch(Map.of("portcls.terminal", "true")).terminal());
    }

    private static Launch launch(Map<String, String> properties) {
        return Launch.of(
                (BundleContext)
                        Proxy.newProxyInstance(
                                LaunchTest.class.getClassLoader(),
                                new Class<?>[] {BundleContext.class},
                                (proxy, method, arguments) -> properties.get(arguments[0])));
    }
}
