package portcls.api.wavepci;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * The port's half of a stream ({@code nn-portcls-iportwavepcistream}): hands out the client's
 * memory piece by piece. Called from {@code setState}, {@code service}, {@code mappingAvailable} or
 * an interrupt routine, with no lock held. Allocates nothing. Also an {@link IPreFetchOffset}.
 */
@ProviderType
public interface IPortWavePciStream extends IPreFetchOffset {
    /**
     * The next piece in stream order ({@code nf-portcls-iportwavepcistream-getmapping}): a packet
     * of the client or a part of one, at most 16 pages. It stays the device's until it is released
     * or revoked.
     *
     * @param tag any value; the port names the piece by it
     * @param mapping filled when there is one
     * @return false when there is nothing now; {@link IMiniportWavePciStream#mappingAvailable} is
     *     then called once when there is
     */
    @Irql(Level.DISPATCH)
    boolean getMapping(long tag, Mapping mapping);

    /**
     * Gives a piece back ({@code nf-portcls-iportwavepcistream-releasemapping}), in the order in
     * which they were got: played (render), or filled (capture).
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER when it is not the oldest piece
     */
    @Irql(Level.DISPATCH)
    void releaseMapping(long tag);

    /**
     * Capture: lets the client have a packet that is filled in part ({@code
     * nf-portcls-iportwavepcistream-terminatepacket}). Going from RUN to STOP does it, too.
     */
    @Irql(Level.DISPATCH)
    void terminatePacket();
}
