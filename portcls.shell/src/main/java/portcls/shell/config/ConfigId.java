package portcls.shell.config;

/**
 * Which configuration.
 *
 * @param pid PID, or factory PID
 * @param name name of the instance of a factory; empty when it is none
 */
public record ConfigId(String pid, String name) {
    private static final char SEPARATOR = '~';

    /** From {@code pid} or {@code pid~name}. */
    public static ConfigId parse(String written) {
        int separator = written.indexOf(SEPARATOR);
        return separator < 0
                ? new ConfigId(written, "")
                : new ConfigId(written.substring(0, separator), written.substring(separator + 1));
    }

    /** Whether it is an instance of a factory. */
    public boolean isInstance() {
        return !name.isEmpty();
    }

    @Override
    public String toString() {
        return isInstance() ? pid + SEPARATOR + name : pid;
    }
}
