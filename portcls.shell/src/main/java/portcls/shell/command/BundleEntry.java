package portcls.shell.command;

/**
 * A bundle.
 *
 * @param number its number
 * @param name its symbolic name
 * @param version its version
 * @param location where it came from
 * @param active whether it runs
 * @param changed when it was installed or updated last, milliseconds
 */
public record BundleEntry(
        long number, String name, String version, String location, boolean active, long changed) {
    /** As drivers are named: name and version. */
    public String title() {
        return name + " " + version;
    }
}
