package adapter.alsa.card;

import java.nio.file.Path;

/** A device on a card. */
public sealed interface Found {
    /** What the card calls itself, the same each time it comes, for example {@code PCH}. */
    String card();

    /** Number of the device on its card. */
    int device();

    /** For people. */
    String name();

    /** Kind of card. */
    String driver();

    /** {@code card,device}, the part of an ALSA name that tells the device. */
    default String place() {
        return card() + "," + device();
    }

    /** Device id. */
    String id();

    /**
     * A PCM.
     *
     * @param playbackStreams how many streams at a time can play
     * @param captureStreams how many streams at a time can record
     */
    record Pcm(
            String card,
            int device,
            String name,
            String driver,
            int playbackStreams,
            int captureStreams)
            implements Found {
        @Override
        public String id() {
            return "alsa:hw:" + place();
        }
    }

    /**
     * A raw MIDI node.
     *
     * @param node its file
     * @param readable whether MIDI comes in
     * @param writable whether MIDI goes out
     */
    record Midi(
            String card,
            int device,
            String name,
            String driver,
            Path node,
            boolean readable,
            boolean writable)
            implements Found {
        @Override
        public String id() {
            return "alsa:midi:" + place();
        }
    }
}
