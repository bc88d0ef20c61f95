package portcls.testkit;

import portcls.api.IResourceList;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;

import java.util.List;
import java.util.Optional;

/** A list of resources that does not change. */
public record FakeResources(List<Resource> translatedList) implements IResourceList {
    /** Of these, in this order. */
    public static FakeResources of(Resource... resources) {
        return new FakeResources(List.of(resources));
    }

    /** Some resource of a type. */
    public static Resource any(ResourceType type) {
        return new Resource() {
            @Override
            public ResourceType type() {
                return type;
            }

            @Override
            public String description() {
                return "any";
            }
        };
    }

    @Override
    public int numberOfEntries() {
        return translatedList.size();
    }

    @Override
    public int numberOfEntriesOfType(ResourceType type) {
        return ofType(type).size();
    }

    @Override
    public Optional<Resource> findTranslatedEntry(ResourceType type, int index) {
        return ofType(type).stream().skip(index).findFirst();
    }

    @Override
    public Optional<Resource> findUntranslatedEntry(ResourceType type, int index) {
        return findTranslatedEntry(type, index);
    }

    @Override
    public void addEntry(Resource translated, Resource untranslated) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addEntryFromParent(IResourceList parent, ResourceType type, int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Resource> untranslatedList() {
        return translatedList;
    }

    private List<Resource> ofType(ResourceType type) {
        return translatedList.stream().filter(entry -> entry.type() == type).toList();
    }
}
