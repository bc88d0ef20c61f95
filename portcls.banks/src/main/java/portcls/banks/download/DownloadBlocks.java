package portcls.banks.download;

import portcls.banks.BankException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Download blocks of KSPROPERTY_SYNTH_DLS_DOWNLOAD ({@code dls-download-support}):
 * DMUS_DOWNLOADINFO, DMUS_OFFSETTABLE and the objects of an instrument or a wave, little-endian, as
 * {@code dmdls.h} lays them out.
 *
 * <p>Any thread may use it. It does not keep the memory of a block except for the sound of a wave.
 */
public final class DownloadBlocks {
    private DownloadBlocks() {}

    /** Whether data may be meant as a block: its first number is one of the documented types. */
    public static boolean looksLikeOne(ByteBuffer data) {
        if (data.remaining() < Block.HEADER) {
            return false;
        }
        int type = data.slice().order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        return type >= BlockType.INSTRUMENT.number() && type <= BlockType.ONE_SHOT_WAVE.number();
    }

    /**
     * Decodes and checks a block.
     *
     * @param block from position to limit; the sound of a wave stays in this memory
     * @throws BankException when it is damaged or of a type that is not supported
     */
    public static Download decode(ByteBuffer block) throws BankException {
        Block checked = Block.of(block);
        int type = checked.type();
        if (type == BlockType.WAVE.number()) {
            return WaveBlock.decode(checked);
        }
        if (type == BlockType.INSTRUMENT.number() || type == BlockType.INSTRUMENT2.number()) {
            return InstrumentBlockReader.read(checked, type == BlockType.INSTRUMENT2.number());
        }
        throw new BankException(
                "The download block id="
                        + Integer.toUnsignedString(checked.id())
                        + " is "
                        + BlockType.describe(type)
                        + ": dwDLType="
                        + Integer.toUnsignedString(type)
                        + "; 1, 2 and 3 can be played. Download a whole wave (2) and an instrument"
                        + " (1 or 3).");
    }

    /**
     * Encodes one. An instrument becomes type 1 when that can say all of it, else type 3.
     *
     * @return the block, in its whole length
     */
    public static byte[] encode(Download download) {
        return switch (download) {
            case WaveDownload wave -> WaveBlock.encode(wave);
            case InstrumentDownload instrument -> InstrumentBlockWriter.write(instrument);
        };
    }
}
