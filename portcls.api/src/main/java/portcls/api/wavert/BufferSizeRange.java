package portcls.api.wavert;

/**
 * Possible sizes of the cyclic buffer, KSAUDIOENGINE_BUFFER_SIZE_RANGE ({@code
 * nf-portcls-iminiportaudioenginenode-getbuffersizerange}).
 *
 * @param minimumBytes smallest
 * @param maximumBytes largest
 */
public record BufferSizeRange(int minimumBytes, int maximumBytes) {}
