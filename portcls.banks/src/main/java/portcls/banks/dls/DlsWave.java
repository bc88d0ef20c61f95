package portcls.banks.dls;

import portcls.banks.BankInfo;

import java.nio.ByteBuffer;

/**
 * A wave of a DLS bank: one channel of PCM.
 *
 * @param rate frames per second
 * @param bits 8 (unsigned) or 16 (signed)
 * @param data whole frames; read only by absolute access or through a duplicate
 * @param sampling for the regions that have none of their own
 */
public record DlsWave(BankInfo info, int rate, int bits, ByteBuffer data, DlsSampling sampling) {
    /** How many frames it has. */
    public int frames() {
        return data.remaining() / (bits / 8);
    }
}
