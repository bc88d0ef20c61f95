package portcls.shell.config;

import portcls.shell.command.Arguments;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.House;
import portcls.shell.command.Syntax;
import portcls.shell.command.UsageException;
import portcls.shell.config.Configurations.Definition;
import portcls.shell.config.Configurations.Stored;
import portcls.shell.text.Table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code config}: shows what can be set up, and sets it. */
public final class ConfigCommand implements Command {
    private static final String PID = "PID";

    private final Configurations configurations;
    private final House house;

    public ConfigCommand(Configurations configurations, House house) {
        this.configurations = configurations;
        this.house = house;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of("config", "Shows what can be set up, and sets it while everything runs")
                .optional(PID, "what to show or set; PID~NAME for one of several")
                .repeated(
                        "KEY=VALUE",
                        "what to set; KEY= alone goes back to the default; several values with"
                                + " commas")
                .flag("delete", "takes the configuration away")
                .note(
                        "It holds until the container ends. To keep it, put PID.cfg or PID-NAME.cfg"
                                + " with such lines into load/.")
                .example("config                         # what can be set up, and what is")
                .example("config portcls.power           # settings, values, what they mean")
                .shellExample("config portcls.power performanceIdleTime=300")
                .shellExample("config adapter.virtual.wave~cable name=cable kind=cable")
                .shellExample("config adapter.virtual.wave~cable --delete   # takes it away");
    }

    @Override
    public List<String> candidates(String label) {
        if (!label.equals(PID)) {
            return List.of();
        }
        try {
            return Stream.concat(
                            configurations.definitions().stream().map(Definition::pid),
                            configurations.stored().stream().map(stored -> stored.id().toString()))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (CommandException e) {
            return List.of();
        }
    }

    @Override
    public ExitStatus run(Arguments arguments, Console console) throws CommandException {
        List<String> values = arguments.values();
        if (values.isEmpty()) {
            console.print(overview());
            return ExitStatus.OK;
        }
        ConfigId id = ConfigId.parse(values.getFirst());
        if (arguments.has("delete")) {
            if (values.size() > 1) {
                throw new UsageException("config: --delete takes no KEY=VALUE");
            }
            refuseForOneCommand(id, "take its file " + file(id) + " away, if that sets it");
            delete(id, console);
            return ExitStatus.OK;
        }
        if (values.size() > 1) {
            set(id, values.subList(1, values.size()), console);
        }
        console.print(details(id));
        return ExitStatus.OK;
    }

    /** What is set holds as long as the container: that of one command ends at once. */
    private void refuseForOneCommand(ConfigId id, String advice) throws CommandException {
        if (house.endsWithCommand()) {
            throw new CommandException(
                    id
                            + " would be set until the container ends, which it does with this"
                            + " command.\n"
                            + "  What to do: "
                            + advice
                            + "; or `./portcls` opens the shell, where `config` sets it while"
                            + " everything runs.");
        }
    }

    private Path file(ConfigId id) {
        String name = id.isInstance() ? id.pid() + "-" + id.name() : id.pid();
        return house.places().kept().resolve(name + ".cfg");
    }

    private List<String> overview() throws CommandException {
        List<Stored> stored = configurations.stored();
        Table table = new Table("PID", "SET", "WHAT IT IS");
        TreeMap<String, String[]> rows = new TreeMap<>();
        for (Definition definition : configurations.definitions()) {
            boolean set = stored.stream().anyMatch(s -> s.id().toString().equals(definition.pid()));
            String state = definition.factory() ? "any number" : set ? "set" : "defaults";
            rows.put(definition.pid(), new String[] {definition.pid(), state, what(definition)});
        }
        for (Stored one : stored) {
            rows.computeIfAbsent(
                    one.id().toString(), pid -> new String[] {pid, "set", values(one)});
        }
        if (rows.isEmpty()) {
            return List.of("Nothing can be set up: no bundle offers settings.");
        }
        rows.values().forEach(table::rowWithRemark);
        return table.lines();
    }

    private static String what(Definition definition) {
        boolean described =
                !definition.description().isEmpty()
                        && !definition.description().equals(definition.name());
        return definition.name() + (described ? ": " + definition.description() : "");
    }

    private static String values(Stored stored) {
        TreeMap<String, Object> sorted = new TreeMap<>(stored.properties());
        List<String> texts = new ArrayList<>();
        sorted.forEach((key, value) -> texts.add(key + "=" + Setting.text(value)));
        return String.join(" ", texts);
    }

    private List<String> details(ConfigId id) throws CommandException {
        Optional<Definition> definition = definition(id);
        Optional<Stored> stored = stored(id);
        if (definition.isEmpty() && stored.isEmpty()) {
            throw unknown(id);
        }
        Map<String, Object> properties = stored.map(Stored::properties).orElse(Map.of());
        List<String> lines = new ArrayList<>();
        lines.add(id + definition.map(d -> "  " + Table.printable(what(d))).orElse(""));
        if (definition.isPresent() && definition.get().factory() && !id.isInstance()) {
            lines.add("  There may be any number; set one with  config " + id + "~NAME KEY=VALUE");
            configurations.stored().stream()
                    .filter(one -> one.id().pid().equals(id.pid()) && one.id().isInstance())
                    .forEach(
                            one ->
                                    lines.add(
                                            "  " + one.id() + "  " + Table.printable(values(one))));
        }
        lines.addAll(settings(definition.map(Definition::settings).orElse(List.of()), properties));
        return lines;
    }

    private static List<String> settings(List<Setting> settings, Map<String, Object> properties) {
        Table table = new Table("KEY", "VALUE", "TYPE", "MEANING");
        TreeSet<String> others = new TreeSet<>(properties.keySet());
        for (Setting setting :
                settings.stream().sorted(Comparator.comparing(Setting::id)).toList()) {
            others.remove(setting.id());
            Object value = properties.get(setting.id());
            String shown = value != null ? Setting.text(value) : defaultText(setting);
            String type =
                    setting.options().isEmpty()
                            ? setting.type().words()
                            : String.join(" | ", setting.options());
            table.rowWithRemark(setting.id(), shown, type, setting.description());
        }
        for (String key : others) {
            Object value = properties.get(key);
            table.rowWithRemark(
                    key,
                    value == null ? "" : Setting.text(value),
                    "",
                    "not described by any bundle");
        }
        List<String> lines = table.lines();
        return lines.size() == 1 ? List.of() : lines;
    }

    private static String defaultText(Setting setting) {
        String text = String.join(",", setting.defaults());
        return text.isEmpty() ? "(default)" : text + " (default)";
    }

    private void set(ConfigId id, List<String> changes, Console console) throws CommandException {
        Optional<Definition> definition = definition(id);
        Optional<Stored> stored = stored(id);
        if (definition.isEmpty() && stored.isEmpty()) {
            throw unknown(id);
        }
        if (definition.isPresent() && definition.get().factory() && !id.isInstance()) {
            throw new UsageException(
                    id
                            + " may be there any number of times; say which one: config "
                            + id
                            + "~NAME KEY=VALUE");
        }
        if (definition.isPresent() && !definition.get().factory() && id.isInstance()) {
            throw new UsageException(
                    id.pid() + " is there once only; leave \"~" + id.name() + "\" out");
        }
        Map<String, Object> properties =
                new LinkedHashMap<>(stored.map(Stored::properties).orElse(Map.of()));
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new UsageException("config: \"" + change + "\" is no KEY=VALUE");
            }
            change(
                    definition,
                    properties,
                    change.substring(0, equals),
                    change.substring(equals + 1));
        }
        refuseForOneCommand(
                id,
                "write "
                        + changes.stream()
                                .map(change -> "`" + change.replaceFirst("=", " = ") + "`")
                                .collect(Collectors.joining(" and "))
                        + " into "
                        + file(id));
        configurations.save(id, properties);
        console.print(stored.isPresent() ? id + " changed" : id + " set");
    }

    private static void change(
            Optional<Definition> definition,
            Map<String, Object> properties,
            String key,
            String written)
            throws CommandException {
        List<Setting> settings = definition.map(Definition::settings).orElse(List.of());
        Optional<Setting> setting = settings.stream().filter(s -> s.id().equals(key)).findFirst();
        if (definition.isPresent() && setting.isEmpty() && !properties.containsKey(key)) {
            throw new CommandException(
                    definition.get().pid()
                            + " has no setting "
                            + key
                            + ".\n  What to do: use one of "
                            + String.join(
                                    ", ", settings.stream().map(Setting::id).sorted().toList())
                            + ".");
        }
        if (written.isEmpty()) {
            properties.remove(key);
        } else {
            properties.put(key, setting.isPresent() ? setting.get().value(written) : written);
        }
    }

    private void delete(ConfigId id, Console console) throws CommandException {
        if (!configurations.delete(id)) {
            throw new CommandException(id + " is not set, so there is nothing to delete.");
        }
        console.print(id + " deleted");
    }

    private Optional<Definition> definition(ConfigId id) throws CommandException {
        return configurations.definitions().stream()
                .filter(d -> d.pid().equals(id.pid()))
                .findFirst();
    }

    private Optional<Stored> stored(ConfigId id) throws CommandException {
        return configurations.stored().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    private CommandException unknown(ConfigId id) throws CommandException {
        List<String> known =
                configurations.definitions().stream().map(Definition::pid).sorted().toList();
        return new CommandException(
                "Nothing with the PID "
                        + id
                        + " can be set up.\n  What to do: "
                        + (known.isEmpty()
                                ? "`config` lists what can."
                                : "use one of " + String.join(", ", known) + "."));
    }
}
