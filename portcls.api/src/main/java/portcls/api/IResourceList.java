package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;

import java.util.List;
import java.util.Optional;

/**
 * The resources granted to a device or subdevice ({@code nn-portcls-iresourcelist}). An entry has a
 * translated form, which drivers use, and an untranslated one, which says what the bus called it;
 * here they are the same object unless an adapter says otherwise.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IResourceList {
    /** How many entries ({@code nf-portcls-iresourcelist-numberofentries}). */
    int numberOfEntries();

    /** How many of a type ({@code nf-portcls-iresourcelist-numberofentriesoftype}). */
    int numberOfEntriesOfType(ResourceType type);

    /**
     * The entry with that index within its type; empty beyond the last ({@code
     * nf-portcls-iresourcelist-findtranslatedentry}).
     */
    Optional<Resource> findTranslatedEntry(ResourceType type, int index);

    /** The raw form of an entry ({@code nf-portcls-iresourcelist-finduntranslatedentry}). */
    Optional<Resource> findUntranslatedEntry(ResourceType type, int index);

    /**
     * Adds an entry ({@code nf-portcls-iresourcelist-addentry}).
     *
     * @throws PortClsException INSUFFICIENT_RESOURCES when the list is full
     */
    void addEntry(Resource translated, Resource untranslated);

    /**
     * Takes an entry over from another list ({@code nf-portcls-iresourcelist-addentryfromparent}).
     *
     * @throws PortClsException INVALID_PARAMETER when the parent has no such entry,
     *     INSUFFICIENT_RESOURCES when this list is full
     */
    void addEntryFromParent(IResourceList parent, ResourceType type, int index);

    /** All translated entries ({@code nf-portcls-iresourcelist-translatedlist}). */
    List<Resource> translatedList();

    /** All raw entries ({@code nf-portcls-iresourcelist-untranslatedlist}). */
    List<Resource> untranslatedList();

    /** The first resource of a Java type: {@code resources.first(IoPort.class)}. */
    default <R extends Resource> Optional<R> first(Class<R> type) {
        return translatedList().stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
