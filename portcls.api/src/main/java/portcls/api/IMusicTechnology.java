package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;
import portcls.api.ks.KsId;

/** Optional on music miniports: how their sound is made ({@code nn-portcls-imusictechnology}). */
@ConsumerType
public interface IMusicTechnology {
    /**
     * Puts the technology into every music range of the miniport's pins ({@code
     * nf-portcls-imusictechnology-settechnology}). To be called before the miniport's {@code init};
     * the default is {@link portcls.api.ks.MusicTechnology#PORT}.
     *
     * @throws PortClsException UNSUCCESSFUL after init
     */
    @Irql(Level.PASSIVE)
    void setTechnology(KsId technology);
}
