package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.drm.DrmRights;

import java.io.IOException;

/**
 * Optional on a {@link WaveEngineStream} whose device can keep to what must not be done with sound.
 * Without it, sound with any restriction is refused.
 */
@ConsumerType
public interface ContentProtection {
    /**
     * What holds for the stream's sound from now on; at any time while it is open. A recorder of
     * what the device plays writes nothing while a stream of it is copy-protected.
     *
     * @throws IOException when the device cannot keep to it; what held before holds on
     */
    @Irql(Level.PASSIVE)
    void protect(DrmRights rights) throws IOException;
}
