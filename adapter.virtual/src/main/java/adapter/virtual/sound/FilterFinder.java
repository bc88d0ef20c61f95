package adapter.virtual.sound;

import portcls.api.client.Filter;

import java.util.Optional;

/** Finds the wave filter that a sound module plays to. Any thread. */
@FunctionalInterface
public interface FilterFinder {
    /** The filter of that id, if it is there now. */
    Optional<Filter> find(String id);
}
