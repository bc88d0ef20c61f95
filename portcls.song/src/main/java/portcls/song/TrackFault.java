package portcls.song;

/** A track cannot be read further. The message is the end of the sentence about it. */
final class TrackFault extends Exception {
    private static final long serialVersionUID = 1L;

    TrackFault(String message) {
        super(message, null, false, false);
    }
}
