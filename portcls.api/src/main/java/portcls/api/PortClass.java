package portcls.api;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The six kinds of port, with their class ids ({@code nf-portcls-pcnewport}). */
public enum PortClass {
    MIDI("b4c90a43-5791-11d0-86f9-00a0c911b544"),
    DMUS("b7902fe9-fb0a-11d1-81b0-0060083316c1"),
    TOPOLOGY("b4c90a32-5791-11d0-86f9-00a0c911b544"),
    WAVECYCLIC("b4c90a2a-5791-11d0-86f9-00a0c911b544"),
    WAVEPCI("b4c90a54-5791-11d0-86f9-00a0c911b544"),
    WAVERT("cc9be57a-eb9e-42b4-94fc-0cad3dbce7fa");

    private final UUID classId;

    PortClass(String classId) {
        this.classId = UUID.fromString(classId);
    }

    /** CLSID_Port…. */
    public UUID classId() {
        return classId;
    }

    /**
     * The name as it is written in service properties and on the console, for example {@code midi}.
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class of that {@link #key()}, in any case of letters. */
    public static Optional<PortClass> ofKey(String key) {
        for (PortClass value : values()) {
            if (value.name().equalsIgnoreCase(key)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
