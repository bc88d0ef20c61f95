package portcls.api.wavert;

/**
 * A captured packet, KSRTAUDIO_GETREADPACKET_INFO ({@code
 * nf-portcls-iminiportwavertinputstream-getreadpacket}).
 *
 * @param packetNumber counts from 0 at the start of the stream
 * @param flags reserved, 0
 * @param time100ns master time of its first frame, 100 ns
 * @param moreData whether another packet is ready
 */
public record ReadPacket(int packetNumber, int flags, long time100ns, boolean moreData) {}
