package portcls.shell.config;

import portcls.shell.command.CommandException;

import java.util.List;
import java.util.Map;

/** What can be configured, and what is. Any thread. */
public interface Configurations {
    /** What bundles offer to be configured, by PID. */
    List<Definition> definitions() throws CommandException;

    /** What is configured, by PID. */
    List<Stored> stored() throws CommandException;

    /** Makes or changes a configuration; its properties become exactly these. */
    void save(ConfigId id, Map<String, Object> properties) throws CommandException;

    /** Deletes a configuration; false when there was none. */
    boolean delete(ConfigId id) throws CommandException;

    /**
     * A configuration.
     *
     * @param id of it
     * @param properties without those that the service itself adds
     */
    record Stored(ConfigId id, Map<String, Object> properties) {}

    /**
     * Something that can be configured.
     *
     * @param pid its PID
     * @param factory whether there may be any number of it, each with a name of its own
     * @param name for people
     * @param description what it is
     * @param settings its settings
     */
    record Definition(
            String pid, boolean factory, String name, String description, List<Setting> settings) {
        public Definition {
            settings = List.copyOf(settings);
        }
    }
}
