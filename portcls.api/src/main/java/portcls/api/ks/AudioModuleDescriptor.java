package portcls.api.ks;

/**
 * A module that works on sound (KSAUDIOMODULE_DESCRIPTOR).
 *
 * @param classId its kind
 * @param instanceId which of that kind
 * @param versionMajor version of its commands
 * @param versionMinor version of its commands
 * @param name what people call it, up to 127 characters
 */
public record AudioModuleDescriptor(
        KsId classId, int instanceId, int versionMajor, int versionMinor, String name) {
    /** Characters of a name. */
    public static final int LONGEST_NAME = 127;

    public AudioModuleDescriptor {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a module's name has up to " + LONGEST_NAME + " characters: name=" + name);
        }
    }
}
