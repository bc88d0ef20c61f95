package portcls.shell.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.config.Setting.Type;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class ConfigCommandTest {
    @TempDir Path folder;
    private final Memory memory = new Memory();
    private FakeHouse house;
    private ConfigCommand config;

    @BeforeEach
    void begin() {
        house = new FakeHouse(folder);
        config = new ConfigCommand(memory, house);
    }

    @Test
    void oneCommandSaysWhereWhatItSetsWouldStay() {
        house.endsWithCommand = true;
        CommandException e =
                assertThrows(
                        CommandException.class, () -> run("adapter.virtual~second", "name=Second"));
        assertEquals(
                "adapter.virtual~second would be set until the container ends, which it does with"
                        + " this command.\n"
                        + "  What to do: write `name = Second` into "
                        + folder.resolve("kept/adapter.virtual-second.cfg")
                        + "; or `./portcls` opens the shell, where `config` sets it while"
                        + " everything runs.",
                e.getMessage());
        assertThrows(CommandException.class, () -> run("adapter.virtual~second", "nosuch=Second"));
    }

    @Test
    void allThatCanBeSetUpIsATable() throws CommandException {
        run("portcls.ports", "trace=5");
        run("adapter.virtual~second", "name=Second");
        assertEquals(
                List.of(
                        "PID                     SET         WHAT IT IS",
                        "adapter.virtual         any number  Virtual device: A device made of"
                                + " software",
                        "adapter.virtual~second  set         name=Second",
                        "portcls.ports           set         Ports"),
                run());
    }

    @Test
    void oneIsShownWithValuesTypesAndMeanings() throws CommandException {
        assertEquals(
                List.of(
                        "adapter.virtual~second set",
                        "adapter.virtual~second  Virtual device: A device made of software",
                        "KEY    VALUE            TYPE            MEANING",
                        "baud   31250 (default)  a whole number  Bits per second",
                        "cable  loop             loop | module   What is plugged in",
                        "name   Second           text            What people call it",
                        "ports  3,4              a whole number  Register addresses"),
                run("adapter.virtual~second", "name=Second", "cable=loop", "ports=3, 4"));
        assertArrayEquals(
                new Integer[] {3, 4},
                (Integer[]) memory.properties("adapter.virtual~second").get("ports"));
    }

    @Test
    void valuesHaveTheTypeOfTheirSetting() throws CommandException {
        run("adapter.virtual~a", "baud=9600");
        assertEquals(9600, memory.properties("adapter.virtual~a").get("baud"));
        run("adapter.virtual~a", "baud=");
        assertEquals(Map.of(), memory.properties("adapter.virtual~a"));
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsSet() {
        assertFails(
                "baud must be a whole number: baud=fast",
                "adapter.virtual~a",
                "name=A",
                "baud=fast");
        assertFails("baud=7 is not allowed: 300 … 31250", "adapter.virtual~a", "baud=7");
        assertFails(
                "cable must be one of loop, module: cable=rope", "adapter.virtual~a", "cable=rope");
        assertFails(
                "adapter.virtual has no setting colour.\n"
                        + "  What to do: use one of baud, cable, name, ports.",
                "adapter.virtual~a",
                "colour=red");
        assertFails(
                "adapter.virtual may be there any number of times; say which one: config"
                        + " adapter.virtual~NAME KEY=VALUE",
                "adapter.virtual",
                "baud=9600");
        assertFails(
                "portcls.ports is there once only; leave \"~x\" out", "portcls.ports~x", "trace=1");
        assertFails("config: \"baud\" is no KEY=VALUE", "adapter.virtual~a", "baud");
        assertFails(
                "Nothing with the PID nix can be set up.\n"
                        + "  What to do: use one of adapter.virtual, portcls.ports.",
                "nix",
                "a=b");
        assertEquals(0, memory.stored().size());
    }

    @Test
    void aConfigurationCanBeTakenAway() throws CommandException {
        run("portcls.ports", "trace=5");
        assertEquals(List.of("portcls.ports deleted"), run("portcls.ports", "--delete"));
        assertFails(
                "portcls.ports is not set, so there is nothing to delete.",
                "portcls.ports",
                "--delete");
    }

    @Test
    void oneThatNoBundleDescribesIsTextAndKeepsItsKeys() throws CommandException {
        memory.save(new ConfigId("odd.pid", ""), Map.of("key", "value"));
        assertEquals(
                List.of(
                        "odd.pid changed",
                        "odd.pid",
                        "KEY    VALUE  TYPE  MEANING",
                        "key    value  -     not described by any bundle",
                        "other  7      -     not described by any bundle"),
                run("odd.pid", "other=7"));
    }

    @Test
    void booleansAndCharactersAreWords() throws CommandException {
        Setting strict =
                new Setting(
                        "b",
                        "",
                        Type.BOOLEAN,
                        0,
                        List.of(),
                        List.of(),
                        text -> text.equals("true") ? "" : "no");
        assertEquals(
                true, strict.value("Yes"), "what is checked is the value, not what was written");
        assertEquals('x', setting("c", Type.CHARACTER, 0).value("x"));
        assertEquals(List.of(1.5, 2.0), setting("d", Type.DOUBLE, -1).value("1.5,2"));
        assertEquals("1,2", Setting.text(new int[] {1, 2}));
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () -> setting("b", Type.BOOLEAN, 0).value("perhaps"));
        assertEquals("b must be true or false: b=perhaps", e.getMessage());
    }

    private List<String> run(String... words) throws CommandException {
        Screen screen = new Screen(folder);
        assertEquals(
                ExitStatus.OK, config.run(config.syntax().parse(List.of(words)), screen.console()));
        return screen.lines();
    }

    private void assertFails(String message, String... words) {
        CommandException e = assertThrows(CommandException.class, () -> run(words));
        assertEquals(message, e.getMessage());
    }

    private static Setting setting(String id, Type type, int many) {
        return new Setting(id, "", type, many, List.of(), List.of(), text -> "");
    }

    /** Configurations in a map. */
    private static final class Memory implements Configurations {
        private final Map<String, Map<String, Object>> saved = new TreeMap<>();

        Map<String, Object> properties(String id) {
            return saved.getOrDefault(id, Map.of());
        }

        @Override
        public List<Definition> definitions() {
            Setting name =
                    new Setting(
                            "name",
                            "What people call it",
                            Type.TEXT,
                            0,
                            List.of("-"),
                            List.of(),
                            t -> "");
            Setting baud =
                    new Setting(
                            "baud",
                            "Bits per second",
                            Type.INTEGER,
                            0,
                            List.of("31250"),
                            List.of(),
                            text -> Integer.parseInt(text) < 300 ? "300 … 31250" : "");
            Setting cable =
                    new Setting(
                            "cable",
                            "What is plugged in",
                            Type.TEXT,
                            0,
                            List.of("module"),
                            List.of("loop", "module"),
                            t -> "");
            Setting ports =
                    new Setting(
                            "ports",
                            "Register addresses",
                            Type.INTEGER,
                            2,
                            List.of(),
                            List.of(),
                            t -> "");
            return List.of(
                    new Definition(
                            "adapter.virtual",
                            true,
                            "Virtual device",
                            "A device made of software",
                            List.of(name, baud, cable, ports)),
                    new Definition(
                            "portcls.ports",
                            false,
                            "Ports",
                            "",
                            List.of(setting("trace", Type.INTEGER, 0))));
        }

        @Override
        public List<Stored> stored() {
            List<Stored> stored = new ArrayList<>();
            saved.forEach(
                    (id, properties) -> stored.add(new Stored(ConfigId.parse(id), properties)));
            return stored;
        }

        @Override
        public void save(ConfigId id, Map<String, Object> properties) {
            saved.put(id.toString(), Map.copyOf(properties));
        }

        @Override
        public boolean delete(ConfigId id) {
            return saved.remove(id.toString()) != null;
        }
    }
}
