package portcls.api.wavert;

/**
 * How memory is cached, MEMORY_CACHING_TYPE. In user mode all memory is cached; the choice is
 * carried to the client as {@link RtAudioBuffer#callMemoryBarrier()}.
 */
public enum CacheType {
    NON_CACHED,
    CACHED,
    /** Writes may be held back; the client has to put a barrier behind them. */
    WRITE_COMBINED
}
