package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.Optional;

/** Optional on capture streams: packet mode ({@code nn-portcls-iminiportwavertinputstream}). */
@ConsumerType
public interface IMiniportWaveRTInputStream {
    /**
     * The next packet ({@code nf-portcls-iminiportwavertinputstream-getreadpacket}). The call means
     * that all earlier packets were read.
     *
     * @return empty when there is no new data
     */
    @Irql(Level.PASSIVE)
    Optional<ReadPacket> getReadPacket();
}
