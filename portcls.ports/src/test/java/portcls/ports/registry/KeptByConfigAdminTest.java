package portcls.ports.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.apache.felix.cm.PersistenceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

import portcls.api.IRegistryKey;
import portcls.api.IRegistryKey.KeyInformation;
import portcls.api.RegistryKeyType;
import portcls.ports.diag.bundle.Container;

import java.nio.file.Path;
import java.util.Optional;

/** The real ConfigAdmin, stopped and started again. */
@Timeout(60)
final class KeptByConfigAdminTest {
    @TempDir private Path folder;

    @Test
    void everythingIsThereAgainAfterARestart() throws Exception {
        try (Container container = new Container(folder)) {
            container.start(PersistenceManager.class);
            IRegistryKey key = open(container);
            key.setValueKey(null, "unnamed");
            key.setValueKey("text = /\\ \" ä", "text = /\\ \" ä\nnext");
            key.setValueKey("number", -7);
            key.setValueKey("long", 1L << 40);
            key.setValueKey("bytes", new byte[] {1, -1});
            key.setValueKey("no bytes", new byte[0]);
            key.setValueKey("strings", new String[] {"a", "b,c"});
            key.setValueKey("no strings", new String[0]);
            key.newSubKey("sub/empty");
        }
        try (Container container = new Container(folder)) {
            IRegistryKey key = open(container);
            assertEquals("unnamed", data(key, ""));
            assertEquals("text = /\\ \" ä\nnext", data(key, "text = /\\ \" ä"));
            assertEquals(-7, data(key, "number"));
            assertEquals(1L << 40, data(key, "long"));
            assertArrayEquals(new byte[] {1, -1}, (byte[]) data(key, "bytes"));
            assertArrayEquals(new byte[0], (byte[]) data(key, "no bytes"));
            assertArrayEquals(new String[] {"a", "b,c"}, (String[]) data(key, "strings"));
            assertArrayEquals(new String[0], (String[]) data(key, "no strings"));
            assertEquals(new KeyInformation("my", 1, 8), key.queryKey());
            assertEquals(new KeyInformation("sub", 1, 0), key.enumerateKey(0).orElseThrow());
            key.deleteKey();
            assertEquals(new KeyInformation("my", 0, 0), open(container).queryKey());
        }
    }

    private static IRegistryKey open(Container container) {
        ServiceReference<ConfigurationAdmin> reference =
                container.context().getServiceReference(ConfigurationAdmin.class);
        assertNotNull(reference, "ConfigAdmin did not start");
        ConfigurationRegistry registry =
                new ConfigurationRegistry(
                        () -> Optional.ofNullable(container.context().getService(reference)));
        return registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.of("my"));
    }

    private static Object data(IRegistryKey key, String name) {
        return key.queryValueKey(name).orElseThrow().data();
    }
}
