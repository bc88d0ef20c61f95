package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

import java.util.Optional;

/** Optional on miniports that name their pins at run time ({@code nn-portcls-ipinname}). */
@ConsumerType
public interface IPinName {
    /**
     * The name of a pin ({@code nf-portcls-ipinname-getpinname}).
     *
     * @return the name, or empty to let the descriptor decide
     */
    @Irql(Level.PASSIVE)
    Optional<String> getPinName(int pinId);
}
