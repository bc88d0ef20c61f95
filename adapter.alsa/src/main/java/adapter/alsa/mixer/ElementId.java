package adapter.alsa.mixer;

/**
 * What ALSA knows an element of a mixer by.
 *
 * @param index 0, or more when there are several of that name
 */
record ElementId(String name, int index) {
    /** For people, as {@code amixer} writes it. */
    String label() {
        return index == 0 ? name : name + "," + index;
    }
}
