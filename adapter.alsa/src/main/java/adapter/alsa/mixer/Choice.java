package adapter.alsa.mixer;

import java.util.List;

/**
 * What an element chooses from.
 *
 * @param items names of what there is, as the card has them
 * @param channels how many choose for themselves
 */
record Choice(List<String> items, int channels) {
    static final Choice NONE = new Choice(List.of(), 0);

    Choice {
        items = List.copyOf(items);
    }

    /** Whether there is one to make. */
    boolean isThere() {
        return items.size() > 1 && channels > 0;
    }
}
