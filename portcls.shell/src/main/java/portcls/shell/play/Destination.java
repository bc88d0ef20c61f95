package portcls.shell.play;

import portcls.shell.command.FilterEntry;

/** Where a song goes, and what it sounds like there. */
sealed interface Destination {
    /** The filter that takes the song. */
    FilterEntry device();

    /** The filter whose sound can be recorded, if any can. */
    FilterEntry heard();

    /** In words. */
    String text();

    /**
     * A device that is heard by itself.
     *
     * @param device its filter
     */
    record Midi(FilterEntry device) implements Destination {
        @Override
        public FilterEntry heard() {
            return device;
        }

        @Override
        public String text() {
            return words(device);
        }
    }

    /**
     * A synthesizer and the wave device that plays its sound.
     *
     * @param device the synthesizer
     * @param heard the wave device
     */
    record Synth(FilterEntry device, FilterEntry heard) implements Destination {
        @Override
        public String text() {
            return words(device) + "\nheard on " + words(heard);
        }
    }

    private static String words(FilterEntry entry) {
        return entry.id() + " (" + entry.filter().name() + ", " + entry.driver() + ")";
    }
}
