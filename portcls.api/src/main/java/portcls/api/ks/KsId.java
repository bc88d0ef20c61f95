package portcls.api.ks;

import java.util.Objects;
import java.util.UUID;

/**
 * A documented GUID together with the name that people know it by: a category, a node type, a
 * format, a property set, an event set. Two ids are equal when their GUIDs are; the name is for
 * reading.
 *
 * @param guid the documented GUID
 * @param name the name without its {@code KS…} prefix, for example {@code RENDER}
 */
public record KsId(UUID guid, String name) {
    public KsId {
        Objects.requireNonNull(guid, "guid");
        Objects.requireNonNull(name, "name");
    }

    /** An id from its written GUID, such as {@code 6994ad04-93ef-11d0-a3cc-00a0c9223196}. */
    public static KsId of(String guid, String name) {
        return new KsId(UUID.fromString(guid), name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KsId id && id.guid.equals(guid);
    }

    @Override
    public int hashCode() {
        return guid.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
