package portcls.song.play;

/** What a {@link SongPlayer} does. */
public enum PlayState {
    /** It has no pin yet. */
    IDLE,
    /** It plays. */
    PLAYING,
    /** It stands where it was told to. */
    PAUSED,
    /** The song is over and its last sound has faded. */
    ENDED,
    /**
     * The device went, or refused: the song stands where it was, and can go on with another pin.
     */
    LOST
}
