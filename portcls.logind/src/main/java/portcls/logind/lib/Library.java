package portcls.logind.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** Whether libsystemd is here. */
public sealed interface Library {
    /**
     * It is, with all that is needed.
     *
     * @param functions to be called
     */
    record Found(Functions functions) implements Library {}

    /**
     * It cannot be used.
     *
     * @param why what is missing and what to do, for people
     */
    record Missing(String why) implements Library {}

    /** The library of this machine. */
    static Library find() {
        String system = System.getProperty("os.name", "");
        return system.equals("Linux")
                ? find("libsystemd.so.0")
                : new Missing("logind is a part of Linux: os.name=" + system);
    }

    /** The library of that file name. It stays loaded; what is of this bundle is not held by it. */
    @SuppressWarnings("restricted")
    static Library find(String name) {
        try {
            return new Found(new Functions(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException e) {
            return new Missing(
                    name
                            + " was not found; install libsystemd (Debian: libsystemd0), then"
                            + " restart this bundle");
        } catch (UnsatisfiedLinkError e) {
            return new Missing(
                    name
                            + " lacks "
                            + e.getMessage()
                            + "; install that of systemd 241 or newer, then restart this bundle");
        }
    }
}
