package portcls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class ConformanceTest {

    private static final Catalogue CATALOGUE =
            Catalogue.parse(
                    """
                    [SUB] Start
                    SUB-2 First
                    SUB-6 Second
                    [PIN] Pins
                    PIN-1 Third
                    PIN-2 Fourth
                    PIN-3 Fifth
                    """,
                    """
                    IPort::Init
                    IPort::NewRegistryKey
                    IPort::GetDeviceProperty
                    IPort::Stop
                    IPortMidi::Init
                    IPortMidi::GetKey
                    """,
                    """
                    SUB-2 There is no driver entry.
                    IPortMidi::GetKey There is no key.
                    """,
                    "IPort::NewRegistryKey registryKey");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    @TempDir private Path root;
    private Project project;
    private Conformance conformance;

    @BeforeEach
    void makeProject() throws IOException {
        project = new Project(root);
        conformance = new Conformance(CATALOGUE, root, print(out));
        project.api(
                "portcls/api/IPort",
                """
                package portcls.api;
                public interface IPort {
                    void init();
                    default void registryKey() {}
                    static void getDeviceProperty() {}
                    private void stop() {}
                }
                """);
        project.api(
                "portcls/api/midi/IPortMidi",
                """
                package portcls.api.midi;
                public interface IPortMidi extends portcls.api.IPort, Comparable<IPortMidi> {}
                """);
        project.api(
                "portcls/api/ks/IPort",
                "package portcls.api.ks; public class IPort { public void stop() {} }");
        project.api(
                "portcls/other/IPort",
                "package portcls.other; public interface IPort { void stop(); }");
        project.test(
                "portcls.ports",
                "portcls/ports/PinTest",
                """
                package portcls.ports;
                import portcls.conformance.Rule;
                abstract class PinTest {
                    @Rule("SUB-6") void zebra() {}
                    @Rule({"PIN-1", "SUB-6"}) void aardvark() {}
                    @Deprecated(since = "SUB-9") void other() {}
                    @Rule("PIN-2") static class Nested {}
                }
                class Second { @Rule("PIN-2") void test() {} }
                """);
    }

    @Test
    void writesWhatTheClassesSay() throws Exception {
        conformance.write();

        String pinTest = "](../portcls.ports/src/test/java/portcls/ports/PinTest.java)";
        String iPort = "](../portcls.api/src/main/java/portcls/api/IPort.java)";
        assertEquals(
                """
                # Conformance

                Rules of the PortCls specification and the tests that prove them; methods of its
                interfaces and where they are declared. Made from the compiled classes by
                `mvn verify -Dconformance.write`: do not edit.

                ## SUB: Start

                | Rule | Title | Status | Tests or reason |
                |---|---|---|---|
                | SUB-2 | First | excused | There is no driver entry. |
                | SUB-6 | Second | tested | [PinTest.aardvark%1$s, [PinTest.zebra%1$s |

                ## PIN: Pins

                | Rule | Title | Status | Tests or reason |
                |---|---|---|---|
                | PIN-1 | Third | tested | [PinTest.aardvark%1$s |
                | PIN-2 | Fourth | tested | [PinTest.Nested%1$s, `Second.test` |
                | PIN-3 | Fifth | open | |

                ## Methods

                ### IPort

                | Method | Status | Declared by or reason |
                |---|---|---|
                | Init | done | [IPort.init%2$s |
                | NewRegistryKey | done | [IPort.registryKey%2$s |
                | GetDeviceProperty | open | |
                | Stop | open | |

                ### IPortMidi

                | Method | Status | Declared by or reason |
                |---|---|---|
                | Init | done | [IPort.init%2$s |
                | GetKey | excused | There is no key. |

                Rules: 3 tested, 1 excused, 1 open of 5. Methods: 3 done, 1 excused, 2 open of 6.
                """
                        .formatted(pinTest, iPort),
                Files.readString(project.document()));
    }

    @Test
    void knowsWhatItHasWritten() throws Exception {
        conformance.write();
        conformance.check();

        assertEquals(
                """
                docs/conformance.md is written. %1$s
                docs/conformance.md is up to date. %1$s
                """
                        .formatted(
                                "Rules: 3 tested, 1 excused, 1 open of 5."
                                        + " Methods: 3 done, 1 excused, 2 open of 6."),
                text(out));
    }

    @Test
    void saysWhatIsStaleAndWhatToDo() throws Exception {
        conformance.write();
        Path document = project.document();
        Files.writeString(
                document, Files.readString(document).replace("open of 5", "open of 4") + "more\n");

        String line = "line 40 %s Rules: 3 tested, 1 excused, 1 open of %d.";
        String methods = " Methods: 3 done, 1 excused, 2 open of 6.";
        assertEquals(
                String.join(
                        System.lineSeparator(),
                        "conformance: docs/conformance.md is stale in 2 lines",
                        "conformance: " + line.formatted("is:       ", 4) + methods,
                        "conformance: " + line.formatted("should be:", 5) + methods,
                        "conformance: line 41 is:        more",
                        "conformance: line 41 should be: (no line)",
                        "conformance: write it anew with: mvn verify -Dconformance.write"),
                failure(conformance::check));
    }

    @Test
    void failsWithoutDocument() {
        assertEquals(
                "conformance: docs/conformance.md is missing; write it with:"
                        + " mvn verify -Dconformance.write",
                failure(conformance::check));
    }

    @Test
    void refusesUnknownRule() throws Exception {
        project.test(
                "miniport.midi",
                "TypoTest",
                "@portcls.conformance.Rule(\"SUB-11\") interface TypoTest {}");

        assertRefused(
                "unknown rule: id=SUB-11, named by TypoTest; correct the id, all are in rules.txt");
    }

    @Test
    void refusesExcusedRuleThatIsTested() throws Exception {
        project.test(
                "miniport.midi",
                "EntryTest",
                "class EntryTest { @portcls.conformance.Rule(\"SUB-2\") void starts() {} }");

        assertRefused(
                "excused rule is tested: id=SUB-2, named by EntryTest.starts;"
                        + " remove it from excuses.txt");
    }

    @Test
    void refusesExcusedMethodThatExists() throws Exception {
        project.api(
                "portcls/api/midi/IPortMidi",
                "package portcls.api.midi; public interface IPortMidi { void getKey(); }");

        assertRefused(
                "excused method exists: id=IPortMidi::GetKey as IPortMidi.getKey;"
                        + " remove it from excuses.txt");
    }

    @Test
    void leavesPartialBuildAlone() throws Exception {
        Files.createDirectories(root.resolve("portcls.shell/src/test/java"));

        conformance.check();

        assertEquals(
                "docs/conformance.md is not checked,"
                        + " for this build has not compiled [portcls.shell/target/test-classes]\n",
                text(out));
        assertRefusedToWrite(
                "not compiled: [portcls.shell/target/test-classes];"
                        + " build all modules: mvn verify -Dconformance.write");
    }

    @Test
    void runTellsTheOutcomeByStatus() throws Exception {
        assertEquals(0, run(root.toString(), "write"));
        assertEquals(0, run(root.toString(), "check"));
        Files.writeString(project.document(), "");
        assertEquals(1, run(root.toString(), "check"));
        assertTrue(text(err).contains(Conformance.REPAIR), text(err));
    }

    @Test
    void runExplainsItsArguments() {
        assertEquals(1, run("."));
        assertEquals(1, run(".", "guess"));
        assertEquals(1, run(root.resolve("none").toString(), "check"));

        String usage = "usage: portcls.conformance.Conformance ROOT check|write\n";
        String missing = "conformance: java.nio.file.NoSuchFileException: " + root.resolve("none");
        assertEquals(usage + usage + missing + "\n", text(err));
    }

    private void assertRefused(String reason) {
        assertEquals("conformance: " + reason, failure(conformance::check));
        assertRefusedToWrite(reason);
    }

    private void assertRefusedToWrite(String reason) {
        assertEquals("conformance: " + reason, failure(conformance::write));
        assertFalse(Files.exists(project.document()));
    }

    private static @Nullable String failure(Executable action) {
        return assertThrows(ConformanceException.class, action).getMessage();
    }

    private int run(String... args) {
        return Conformance.run(args, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
