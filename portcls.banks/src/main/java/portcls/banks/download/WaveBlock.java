package portcls.banks.download;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.dls.DlsSampling;
import portcls.banks.dls.DlsWave;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A block of a wave: DMUS_WAVE with a WAVEFORMATEX, and DMUS_WAVEDATA. */
final class WaveBlock {
    private static final int SIZE = 30;
    private static final int FORMAT = 12;
    private static final int DATA_HEADER = 4;
    private static final int PCM = 1;
    private static final int LEAST_RATE = 100;
    private static final int GREATEST_RATE = 384_000;

    private WaveBlock() {}

    static WaveDownload decode(Block block) throws BankException {
        ByteBuffer wave = block.object(0, "DMUS_WAVE", SIZE);
        ByteBuffer format = wave.slice(FORMAT, SIZE - FORMAT).order(ByteOrder.LITTLE_ENDIAN);
        int tag = Short.toUnsignedInt(format.getShort(0));
        int channels = Short.toUnsignedInt(format.getShort(2));
        long rate = Integer.toUnsignedLong(format.getInt(4));
        int bits = Short.toUnsignedInt(format.getShort(14));
        if (tag != PCM || channels != 1 || bits != 8 && bits != 16) {
            throw block.damagedObject(
                    wave,
                    FORMAT,
                    "formatTag="
                            + tag
                            + ", channels="
                            + channels
                            + ", bitsPerSample="
                            + bits
                            + "; one channel of 8 or 16 bits of PCM (1) is played");
        }
        if (rate < LEAST_RATE || rate > GREATEST_RATE) {
            throw block.damagedObject(
                    wave,
                    FORMAT + 4,
                    "sampleRate=" + rate + ", " + LEAST_RATE + " … " + GREATEST_RATE);
        }
        ByteBuffer data = block.object(wave.getInt(8), "DMUS_WAVEDATA", DATA_HEADER);
        long size = Integer.toUnsignedLong(data.getInt(0));
        int frameBytes = bits / 8;
        if (size < frameBytes || size > data.limit() - DATA_HEADER) {
            throw block.damagedObject(
                    data,
                    0,
                    "cbSize=" + size + " of " + (data.limit() - DATA_HEADER) + " bytes there");
        }
        int whole = (int) size / frameBytes * frameBytes;
        return new WaveDownload(
                block.id(),
                new DlsWave(
                        BankInfo.NONE,
                        (int) rate,
                        bits,
                        data.slice(DATA_HEADER, whole).order(ByteOrder.LITTLE_ENDIAN),
                        DlsSampling.DEFAULT));
    }

    static byte[] encode(WaveDownload download) {
        DlsWave wave = download.wave();
        int frameBytes = wave.bits() / 8;
        int size = wave.data().remaining();
        BlockWriter writer = new BlockWriter();
        ByteBuffer head = writer.add(SIZE);
        ByteBuffer data = writer.add(Math.addExact(DATA_HEADER, size));
        head.putInt(0).putInt(0).putInt(writer.lastIndex());
        head.putShort((short) PCM).putShort((short) 1);
        head.putInt(wave.rate()).putInt(wave.rate() * frameBytes);
        head.putShort((short) frameBytes).putShort((short) wave.bits()).putShort((short) 0);
        data.putInt(size).put(wave.data().duplicate());
        return writer.toBytes(BlockType.WAVE, download.id());
    }
}
