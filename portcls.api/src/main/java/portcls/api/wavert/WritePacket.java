package portcls.api.wavert;

/**
 * A packet handed over, KSRTAUDIO_SETWRITEPACKET_INFO ({@code
 * nf-portcls-iminiportwavertoutputstream-setwritepacket}).
 *
 * @param packetNumber counts from 0 at the start of the stream
 * @param flags 0 or {@link #END_OF_STREAM}
 * @param eosPacketLength with {@link #END_OF_STREAM}: bytes of the packet that count
 */
public record WritePacket(int packetNumber, int flags, int eosPacketLength) {
    /** KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM: no packet follows. */
    public static final int END_OF_STREAM = 0x200;
}
