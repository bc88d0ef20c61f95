package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Memory that a port gave out: whole pages, not yet mapped. Opaque; to be used with the {@link
 * IPortWaveRTStream} that made it.
 */
@ProviderType
public interface Mdl {
    /** Size in bytes, whole pages. */
    long byteCount();
}
