package miniport.topology;

import portcls.api.IResourceList;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;

import java.util.List;
import java.util.Optional;

/** A list of resources that does not change. */
record FakeResources(List<Resource> translatedList) implements IResourceList {
    static FakeResources of(Resource... resources) {
        return new FakeResources(List.of(resources));
    }

    @Override
    public int numberOfEntries() {
        return translatedList.size();
    }

    @Override
    public int numberOfEntriesOfType(ResourceType type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Resource> findTranslatedEntry(ResourceType type, int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Resource> findUntranslatedEntry(ResourceType type, int index) {
        throw new UnsupportedOperationException();
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
}
