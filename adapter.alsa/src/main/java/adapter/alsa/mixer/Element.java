package adapter.alsa.mixer;

/**
 * What an element of a mixer can do.
 *
 * @param group of elements of which one at a time is recorded, or {@link #NO_GROUP}
 * @param choice what it chooses from
 */
record Element(ElementId id, Part playback, Part capture, int group, Choice choice) {
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

    /** Whether it chooses what is recorded. */
    boolean isSelector() {
        return choice.isThere() && Place.isSelector(id.name());
    }
}
