package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Optional on render streams: packet mode ({@code nn-portcls-iminiportwavertoutputstream}). */
@ConsumerType
@Irql(Level.PASSIVE)
public interface IMiniportWaveRTOutputStream {
    /**
     * Hands over a packet ({@code nf-portcls-iminiportwavertoutputstream-setwritepacket}).
     *
     * @param packetNumber counts from 0 at the stream's start
     * @param flags 0 or {@link WritePacket#END_OF_STREAM}
     * @param eosPacketLength bytes that count in the last packet
     * @throws portcls.api.PortClsException DATA_LATE_ERROR, DATA_OVERRUN, INVALID_DEVICE_STATE
     *     after the end of the stream, INVALID_PARAMETER
     */
    void setWritePacket(int packetNumber, int flags, int eosPacketLength);

    /**
     * What is heard now ({@code
     * nf-portcls-iminiportwavertoutputstream-getoutputstreampresentationposition}).
     */
    PresentationPosition getOutputStreamPresentationPosition();

    /**
     * Packets that were fully transferred since the stream's start ({@code
     * nf-portcls-iminiportwavertoutputstream-getpacketcount}).
     */
    int getPacketCount();
}
