package portcls.shell.play;

import portcls.shell.command.FilterEntry;

import java.util.Optional;

/** Where a song goes, and what it sounds like there. */
sealed interface Destination {
    /** The filter that takes the song. */
    FilterEntry device();

    /** The filter whose sound can be recorded, if any can; empty when nothing is heard now. */
    Optional<FilterEntry> heard();

    /** In words. */
    String text();

    /**
     * A device that is heard by itself.
     *
     * @param device its filter
     */
    record Midi(FilterEntry device) implements Destination {
        @Override
        public Optional<FilterEntry> heard() {
            return Optional.of(device);
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
     * @param output id of the wave device
     * @param heard the wave device; empty while it is not there
     * @param isKept whether the synthesizer plays to it anyhow, as it was configured
     */
    record Synth(FilterEntry device, String output, Optional<FilterEntry> heard, boolean isKept)
            implements Destination {
        /** A synthesizer that is told to play to a wave device while the song lasts. */
        static Synth on(FilterEntry device, FilterEntry wave) {
            return new Synth(device, wave.id(), Optional.of(wave), false);
        }

        @Override
        public String text() {
            return words(device)
                    + "\nheard on "
                    + heard.map(Destination::words)
                            .orElse("nothing now: " + output + " is not there");
        }
    }

    private static String words(FilterEntry entry) {
        return entry.id() + " (" + entry.filter().name() + ", " + entry.driver() + ")";
    }
}
