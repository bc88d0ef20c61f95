package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.KsId;

import java.util.List;

/**
 * Optional on WaveRT miniports that process signals in several ways ({@code
 * nn-portcls-iminiportaudiosignalprocessing}).
 */
@ConsumerType
public interface IMiniportAudioSignalProcessing {
    /**
     * The modes of a pin ({@code nf-portcls-iminiportaudiosignalprocessing-getmodes}).
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for a pin that does not exist,
     *     NOT_SUPPORTED for one without modes
     */
    @Irql(Level.PASSIVE)
    List<KsId> getModes(int pin);
}
