package adapter.alsa.mixer;

/**
 * What an element of a mixer can do.
 *
 * @param group of elements of which one at a time is recorded, or {@link #NO_GROUP}
 */
record Element(ElementId id, Part playback, Part capture, int group) {
    static final int NO_GROUP = -1;

    String label() {
        return id.label();
    }

    /** What its name tells. */
    Place place() {
        return Place.of(id.name());
    }

    boolean isSelected() {
        return group != NO_GROUP;
    }
}
