package portcls.api.wavepci;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Of the WavePci port's stream ({@code nn-portcls-iprefetchoffset}, {@code prefetch-offsets}). */
@ProviderType
public interface IPreFetchOffset {
    /**
     * From now on the write position is the play position and this many bytes ({@code
     * nf-portcls-iprefetchoffset-setprefetchoffset}): how far the device reads ahead.
     */
    @Irql(Level.ANY)
    void setPreFetchOffset(int preFetchOffset);
}
