package portcls.ports.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.IRegistryKey;
import portcls.api.IRegistryKey.KeyInformation;
import portcls.api.IRegistryKey.Query;
import portcls.api.IRegistryKey.SubKey;
import portcls.api.IRegistryKey.Value;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ConfigurationRegistryTest {
    private record FakeAdapter(String id) implements Adapter {
        @Override
        public List<String> hardwareIds() {
            return List.of("fake");
        }
    }

    private static final Adapter DEVICE = new FakeAdapter("virtual:mpu401");

    private final FakeConfigurationAdmin admin = new FakeConfigurationAdmin();
    private final ConfigurationRegistry registry =
            new ConfigurationRegistry(() -> Optional.of(admin.service()));

    @Test
    void valuesSurviveANewHandleAndANewRegistry() {
        try (IRegistryKey key = device()) {
            key.setValueKey("text", "a value");
            key.setValueKey("number", 7);
            key.setValueKey("long", 1L << 40);
            key.setValueKey("bytes", new byte[] {1, -1});
            key.setValueKey("strings", new String[] {"a", "b"});
        }
        ConfigurationRegistry another =
                new ConfigurationRegistry(() -> Optional.of(admin.service()));
        IRegistryKey key =
                another.open(RegistryKeyType.DEVICE, Optional.of(DEVICE), Optional.empty());
        assertEquals("a value", data(key, "text"));
        assertEquals(7, data(key, "number"));
        assertEquals(1L << 40, data(key, "long"));
        assertArrayEquals(new byte[] {1, -1}, (byte[]) data(key, "bytes"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) data(key, "strings"));
        assertEquals(Optional.empty(), key.queryValueKey("nothing"));
    }

    @Test
    void aValueIsOverwrittenAndItsNameHasNoCase() {
        IRegistryKey key = device();
        key.setValueKey("Rate", 1);
        key.setValueKey("rate", 2);
        assertEquals(2, data(key, "RATE"));
        assertEquals(1, key.queryKey().values());
    }

    @Test
    void theUnnamedValueHasTheEmptyName() {
        IRegistryKey key = device();
        assertEquals(Optional.empty(), key.queryValueKey(""));
        key.setValueKey(null, "unnamed");
        assertEquals(Optional.of(new Value("", "unnamed")), key.queryValueKey(""));
        assertEquals(Optional.of(new Value("", "unnamed")), key.enumerateValueKey(0));
        key.setValueKey("", "again");
        assertEquals(Optional.of(new Value("", "again")), key.queryValueKey(""));
        assertEquals(1, key.queryKey().values());
    }

    @Test
    void arraysAreTheCallersOwn() {
        IRegistryKey key = device();
        byte[] bytes = {1};
        key.setValueKey("bytes", bytes);
        bytes[0] = 2;
        byte[] read = (byte[]) data(key, "bytes");
        assertEquals(1, read[0]);
        read[0] = 3;
        assertArrayEquals(new byte[] {1}, (byte[]) data(key, "bytes"));
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        IRegistryKey key = device();
        assertEquals(
                "a registry value is a String, Integer, Long, byte[] or String[] without null:"
                        + " name=rate, type=Double",
                failure(Status.INVALID_PARAMETER, () -> key.setValueKey("rate", 1.5)));
        failure(
                Status.INVALID_PARAMETER,
                () -> key.setValueKey("a", new String[] {"x", nothing()}));
        failure(Status.INVALID_PARAMETER, () -> key.setValueKey(null, nothing()));
        assertEquals(0, key.queryKey().values());
    }

    @Test
    void subKeysAreOpenedOrCreated() {
        IRegistryKey key = device();
        SubKey made = key.newSubKey("Settings");
        assertTrue(made.created());
        made.key().setValueKey("a", 1);
        SubKey opened = key.newSubKey("settings");
        assertFalse(opened.created());
        assertEquals(1, data(opened.key(), "a"));
        assertEquals(new KeyInformation("Settings", 0, 1), key.enumerateKey(0).orElseThrow());
        SubKey deep = key.newSubKey("x/y\\z");
        assertTrue(deep.created());
        assertEquals("z", deep.key().queryKey().name());
        assertEquals(new KeyInformation("virtual:mpu401", 2, 0), key.queryKey());
        assertEquals(1, key.newSubKey("x").key().queryKey().subKeys());
        failure(Status.INVALID_PARAMETER, () -> key.newSubKey("/"));
    }

    @Test
    void keysAndValuesAreEnumeratedByIndexUntilTheLast() {
        IRegistryKey key = device();
        key.newSubKey("b").key().setValueKey("inside", 1);
        key.newSubKey("a");
        key.setValueKey("two", 2);
        key.setValueKey("one", 1);
        assertEquals(new KeyInformation("a", 0, 0), key.enumerateKey(0).orElseThrow());
        assertEquals(new KeyInformation("b", 0, 1), key.enumerateKey(1).orElseThrow());
        assertEquals(Optional.empty(), key.enumerateKey(2));
        assertEquals(Optional.empty(), key.enumerateKey(-1));
        assertEquals(new Value("one", 1), key.enumerateValueKey(0).orElseThrow());
        assertEquals(new Value("two", 2), key.enumerateValueKey(1).orElseThrow());
        assertEquals(Optional.empty(), key.enumerateValueKey(2));
        assertEquals(Optional.empty(), key.enumerateValueKey(-1));
    }

    @Test
    void queriesAreAnsweredInOrderWithDefaults() {
        IRegistryKey key = device();
        key.setValueKey("b", "kept");
        List<Value> answers = new ArrayList<>();
        key.queryRegistryValues(
                List.of(
                        new Query("c", 5, answers::add),
                        new Query("b", "default", answers::add),
                        new Query("b", null, answers::add)));
        assertEquals(
                List.of(new Value("c", 5), new Value("b", "kept"), new Value("b", "kept")),
                answers);
    }

    @Test
    void aRequiredValueThatIsMissingIsAFailure() {
        IRegistryKey key = device();
        List<Value> answers = new ArrayList<>();
        assertEquals(
                "the registry key virtual:mpu401 has no such value, and the query names no default:"
                        + " name=b",
                failure(
                        Status.OBJECT_NAME_NOT_FOUND,
                        () ->
                                key.queryRegistryValues(
                                        List.of(
                                                new Query("a", 1, answers::add),
                                                new Query("b", null, answers::add)))));
        assertEquals(List.of(new Value("a", 1)), answers);
    }

    @Test
    @Rule("RES-6")
    void deletingAKeyInvalidatesEveryOtherHandleToItAndBelow() {
        IRegistryKey root = device();
        IRegistryKey first = root.newSubKey("a").key();
        IRegistryKey second = root.newSubKey("A").key();
        IRegistryKey below = first.newSubKey("b").key();
        IRegistryKey neighbour = root.newSubKey("ab").key();
        first.setValueKey("v", 1);
        first.deleteKey();
        for (IRegistryKey gone : List.of(first, second, below)) {
            failure(Status.OBJECT_NAME_NOT_FOUND, gone::queryKey);
            failure(Status.OBJECT_NAME_NOT_FOUND, () -> gone.setValueKey("v", 1));
            failure(Status.OBJECT_NAME_NOT_FOUND, () -> gone.queryValueKey("v"));
            failure(Status.OBJECT_NAME_NOT_FOUND, () -> gone.newSubKey("v"));
            failure(Status.OBJECT_NAME_NOT_FOUND, gone::deleteKey);
        }
        assertEquals(
                "the registry key virtual:mpu401/a/b was deleted; open it again to have a new one",
                failure(Status.OBJECT_NAME_NOT_FOUND, below::queryKey));
        assertEquals("ab", neighbour.queryKey().name());
        IRegistryKey again = root.newSubKey("a").key();
        assertEquals(new KeyInformation("a", 0, 0), again.queryKey());
        failure(Status.OBJECT_NAME_NOT_FOUND, first::queryKey);
    }

    @Test
    @Rule("RES-6")
    void deletingTheRootDeletesAll() {
        IRegistryKey root = device();
        IRegistryKey other = device();
        IRegistryKey below = root.newSubKey("a").key();
        root.deleteKey();
        failure(Status.OBJECT_NAME_NOT_FOUND, other::queryKey);
        failure(Status.OBJECT_NAME_NOT_FOUND, below::queryKey);
        assertEquals(Set.of(), admin.kept.keySet());
        assertEquals(new KeyInformation("virtual:mpu401", 0, 0), device().queryKey());
    }

    @Test
    @Rule("RES-6")
    void aKeyWhoseConfigurationWasDeletedByOthersIsDeleted() {
        IRegistryKey root = device();
        admin.kept.clear();
        failure(Status.OBJECT_NAME_NOT_FOUND, root::queryKey);
    }

    @Test
    @Rule("RES-6")
    void aClosedHandleFailsAndOthersDoNot() {
        IRegistryKey closed = device();
        IRegistryKey other = device();
        closed.close();
        closed.close();
        assertEquals(
                "the registry key virtual:mpu401 is closed; open it again",
                failure(Status.INVALID_DEVICE_REQUEST, closed::queryKey));
        other.setValueKey("a", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a/b",
                "a=b",
                "a-b",
                "--",
                "-",
                "service.pid",
                "felix.x",
                "ä€😀",
                "."
            })
    void anyNameCanBeAValueOrAKey(String name) {
        IRegistryKey key = device();
        key.setValueKey(name, "v");
        assertEquals("v", data(key, name));
        assertEquals(new Value(name, "v"), key.enumerateValueKey(0).orElseThrow());
        if (!name.contains("/")) {
            assertEquals(name, key.newSubKey(name).key().queryKey().name());
            assertEquals(name, key.enumerateKey(0).orElseThrow().name());
        }
        assertEquals(1, key.queryKey().values());
        admin.kept("portcls.registry.device~virtual_mpu401")
                .keySet()
                .forEach(entry -> assertTrue(entry.matches("[\\w./-]+"), entry));
    }

    @Test
    void eachTypeHasItsOwnRoots() {
        registry.open(RegistryKeyType.DEVICE, Optional.of(DEVICE), Optional.empty());
        registry.open(RegistryKeyType.HW_PROFILE, Optional.of(DEVICE), Optional.empty());
        registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.of("my/settings"));
        registry.open(RegistryKeyType.DRIVER, Optional.of(DEVICE), Optional.empty());
        for (RegistryKeyType type : RegistryKeyType.values()) {
            registry.open(type, DEVICE, "my.driver 1.0.0", "uart", Optional.of("g"));
        }
        registry.open(RegistryKeyType.DRIVER, DEVICE, "my.driver 2.0.0", "other", Optional.empty());
        assertEquals(
                Set.of(
                        "portcls.registry.device~virtual_mpu401",
                        "portcls.registry.profile.current~virtual_mpu401",
                        "portcls.registry.general~my",
                        "portcls.registry.general~g",
                        "portcls.registry.driver~"
                                + KeyNames.ofInstance(FakeAdapter.class.getName()),
                        "portcls.registry.driver~my.driver",
                        "portcls.registry.interface~virtual_mpu401"),
                admin.kept.keySet());
    }

    @Test
    void driversOfOneDeviceDoNotOverwriteEachOthersSettings() {
        IRegistryKey uart = ofFunction("my.uart 1.0.0", "");
        IRegistryKey synth = ofFunction("my.synth 1.0.0", "");
        uart.setValueKey("Volume", 1);
        synth.setValueKey("Volume", 2);
        assertEquals(1, data(uart, "Volume"));
        assertEquals(1, data(ofFunction("my.uart 1.1.0", ""), "Volume"), "of the next version");
    }

    @Test
    void functionsOfOneDriverDoNotOverwriteEachOthersSettings() {
        IRegistryKey front = ofFunction("my.uart 1.0.0", "front");
        IRegistryKey back = ofFunction("my.uart 1.0.0", "back");
        front.setValueKey("Volume", 1);
        back.setValueKey("Volume", 2);
        assertEquals(1, data(ofFunction("my.uart 1.1.0", "front"), "Volume"));
        assertEquals("front", front.queryKey().name());
    }

    private IRegistryKey ofFunction(String driver, String function) {
        return registry.open(
                RegistryKeyType.DEVICE_INTERFACE, DEVICE, driver, function, Optional.empty());
    }

    @Test
    void aGeneralNameIsAPath() {
        IRegistryKey key =
                registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.of("my/own/key"));
        assertEquals("key", key.queryKey().name());
        key.setValueKey("a", 1);
        IRegistryKey root =
                registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.of("my"));
        assertEquals(1, data(root.newSubKey("own").key().newSubKey("key").key(), "a"));
    }

    @Test
    void differentDevicesHaveDifferentKeys() {
        Set<String> instances =
                Set.of(
                        KeyNames.ofInstance("a:b"),
                        KeyNames.ofInstance("a_b"),
                        KeyNames.ofInstance("a-b"),
                        KeyNames.ofInstance("a-5f-b"),
                        KeyNames.ofInstance("a::b"),
                        KeyNames.ofInstance("a b"));
        assertEquals(6, instances.size());
        instances.forEach(name -> assertTrue(name.matches("[\\w.-]+"), name));
    }

    @Test
    void whatIsNeededToOpenAKeyMustBeGiven() {
        failure(
                Status.INVALID_PARAMETER,
                () -> registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.empty()));
        failure(
                Status.INVALID_PARAMETER,
                () -> registry.open(RegistryKeyType.GENERAL, Optional.empty(), Optional.of(" ")));
        assertEquals(
                "a registry key of this type needs a device: type=DRIVER",
                failure(
                        Status.INVALID_PARAMETER,
                        () ->
                                registry.open(
                                        RegistryKeyType.DRIVER,
                                        Optional.empty(),
                                        Optional.empty())));
        failure(
                Status.INVALID_PARAMETER,
                () ->
                        registry.open(
                                RegistryKeyType.DEVICE_INTERFACE,
                                Optional.of(DEVICE),
                                Optional.empty()));
    }

    @Test
    void withoutConfigAdminItFailsWhenItIsUsed() {
        ConfigurationRegistry none = new ConfigurationRegistry(Optional::empty);
        assertEquals(
                "registry keys are kept by the Configuration Admin service, and there is none;"
                        + " install and start a bundle that offers it:"
                        + " key=portcls.registry.device~virtual_mpu401",
                failure(
                        Status.NOT_SUPPORTED,
                        () ->
                                none.open(
                                        RegistryKeyType.DEVICE,
                                        Optional.of(DEVICE),
                                        Optional.empty())));
    }

    @Test
    void aConfigAdminThatFailsIsAFailureOfTheCall() {
        IRegistryKey key = device();
        admin.breakDown();
        assertEquals(
                "the registry key could not be read: the disk is gone:"
                        + " key=portcls.registry.device~virtual_mpu401",
                failure(Status.IO_DEVICE_ERROR, () -> key.setValueKey("a", 1)));
    }

    @Test
    void settingsOfTheConfigurationItselfAreKeptAndNotShown() {
        IRegistryKey key = device();
        admin.kept("portcls.registry.device~virtual_mpu401")
                .put("felix.fileinstall.filename", "file:a.cfg");
        key.setValueKey("a", 1);
        assertEquals(
                "file:a.cfg",
                admin.kept("portcls.registry.device~virtual_mpu401")
                        .get("felix.fileinstall.filename"));
        assertEquals(1, key.queryKey().values());
    }

    private IRegistryKey device() {
        return registry.open(RegistryKeyType.DEVICE, Optional.of(DEVICE), Optional.empty());
    }

    private static Object data(IRegistryKey key, String name) {
        return key.queryValueKey(name).orElseThrow().data();
    }

    private static String failure(Status status, Executable call) {
        PortClsException failure = assertThrows(PortClsException.class, call);
        assertEquals(status, failure.status());
        return String.valueOf(failure.getMessage());
    }

    /** A null that a caller without null checks may pass. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
