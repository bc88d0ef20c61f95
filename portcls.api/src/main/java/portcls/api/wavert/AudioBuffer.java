package portcls.api.wavert;

/**
 * The cyclic buffer that a miniport's stream chose ({@code
 * nf-portcls-iminiportwavertstream-allocateaudiobuffer}).
 *
 * @param mdl its memory, from {@link IPortWaveRTStream}
 * @param actualSize its size in bytes, whole frames
 * @param offsetFromFirstPage where it begins in the memory, bytes
 * @param cacheType how it is cached
 */
public record AudioBuffer(Mdl mdl, int actualSize, int offsetFromFirstPage, CacheType cacheType) {
    public AudioBuffer {
        if (actualSize < 1 || offsetFromFirstPage < 0) {
            throw new IllegalArgumentException(
                    "a buffer has a size and lies inside its memory: actualSize="
                            + actualSize
                            + ", offsetFromFirstPage="
                            + offsetFromFirstPage);
        }
    }
}
