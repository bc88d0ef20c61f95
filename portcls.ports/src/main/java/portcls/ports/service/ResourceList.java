package portcls.ports.service;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A list of resources; entries stay in the order in which they were added. Thread-safe. */
public final class ResourceList implements IResourceList {
    private record Entry(Resource translated, Resource untranslated) {}

    private final List<Entry> entries = new ArrayList<>();
    private final int maximumEntries;

    private ResourceList(int maximumEntries) {
        this.maximumEntries = maximumEntries;
    }

    /** A list with all resources of a device. */
    public static ResourceList of(List<? extends Resource> resources) {
        ResourceList list = new ResourceList(Integer.MAX_VALUE);
        resources.forEach(resource -> list.addEntry(resource, resource));
        return list;
    }

    /** An empty list for a subdevice. */
    public static ResourceList sublist(int maximumEntries) {
        if (maximumEntries < 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a sublist holds 0 or more entries: maximumEntries=" + maximumEntries);
        }
        return new ResourceList(maximumEntries);
    }

    @Override
    public synchronized int numberOfEntries() {
        return entries.size();
    }

    @Override
    public synchronized int numberOfEntriesOfType(ResourceType type) {
        return (int) entries.stream().filter(entry -> entry.translated().type() == type).count();
    }

    @Override
    public synchronized Optional<Resource> findTranslatedEntry(ResourceType type, int index) {
        return find(type, index).map(Entry::translated);
    }

    @Override
    public synchronized Optional<Resource> findUntranslatedEntry(ResourceType type, int index) {
        return find(type, index).map(Entry::untranslated);
    }

    @Override
    public synchronized void addEntry(Resource translated, Resource untranslated) {
        Objects.requireNonNull(translated, "translated");
        Objects.requireNonNull(untranslated, "untranslated");
        if (entries.size() >= maximumEntries) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "the list was made for "
                            + maximumEntries
                            + " entries and is full: "
                            + translated.description());
        }
        entries.add(new Entry(translated, untranslated));
    }

    @Override
    public void addEntryFromParent(IResourceList parent, ResourceType type, int index) {
        Resource translated =
                parent.findTranslatedEntry(type, index)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.INVALID_PARAMETER,
                                                "the parent list has "
                                                        + parent.numberOfEntriesOfType(type)
                                                        + " resources of type "
                                                        + type
                                                        + ": index="
                                                        + index));
        addEntry(translated, parent.findUntranslatedEntry(type, index).orElse(translated));
    }

    @Override
    public synchronized List<Resource> translatedList() {
        return entries.stream().map(Entry::translated).toList();
    }

    @Override
    public synchronized List<Resource> untranslatedList() {
        return entries.stream().map(Entry::untranslated).toList();
    }

    private Optional<Entry> find(ResourceType type, int index) {
        return index < 0
                ? Optional.empty()
                : entries.stream()
                        .filter(entry -> entry.translated().type() == type)
                        .skip(index)
                        .findFirst();
    }
}
