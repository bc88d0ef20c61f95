package portcls.banks.dls;

import portcls.banks.BankInfo;
import portcls.banks.riff.RiffWriter;

import java.util.List;

/**
 * Writes a DLS bank. Every region and every wave says how it is played ({@code wsmp}), also where
 * the format would let it be silent: readers differ there.
 */
public final class DlsWriter {
    private static final int PERCUSSION = 0x8000_0000;
    private static final int PER_WAVE = 256;
    private static final int PER_REGION = 128;

    private final DlsFile file;
    private final RiffWriter out;

    private DlsWriter(DlsFile file) {
        this.file = file;
        out = new RiffWriter("DLS ", size(file));
    }

    /**
     * Writes it.
     *
     * @return the whole file
     */
    public static byte[] write(DlsFile file) {
        return new DlsWriter(file).write();
    }

    /** About; the writer grows when it is too little. */
    private static int size(DlsFile file) {
        long size = file.sampleBytes() + (long) PER_WAVE * file.waves().size() + PER_WAVE;
        for (DlsInstrument instrument : file.instruments()) {
            size += PER_WAVE + size(instrument.articulation());
            for (DlsRegion region : instrument.regions()) {
                size += PER_REGION + size(region.articulation());
            }
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8L);
    }

    private static long size(DlsArticulation articulation) {
        return (long) DlsConnection.SIZE
                * (articulation.level1().size() + articulation.level2().size());
    }

    private byte[] write() {
        out.chunk("colh", () -> out.i32(file.instruments().size()));
        out.list("lins", () -> file.instruments().forEach(this::writeInstrument));
        out.chunk("ptbl", this::writeTable);
        out.list("wvpl", () -> file.waves().forEach(this::writeWave));
        writeInfo(file.info());
        return out.toBytes();
    }

    private void writeInstrument(DlsInstrument instrument) {
        out.list(
                "ins ",
                () -> {
                    int bank = instrument.bankMsb() << 8 | instrument.bankLsb();
                    out.chunk(
                            "insh",
                            () ->
                                    out.i32(instrument.regions().size())
                                            .i32(instrument.percussion() ? bank | PERCUSSION : bank)
                                            .i32(instrument.program()));
                    out.list("lrgn", () -> instrument.regions().forEach(this::writeRegion));
                    writeArticulation(instrument.articulation());
                    writeInfo(instrument.info());
                });
    }

    private void writeRegion(DlsRegion region) {
        out.list(
                region.level2() ? "rgn2" : "rgn ",
                () -> {
                    out.chunk(
                            "rgnh",
                            () ->
                                    out.u16(region.keyLow())
                                            .u16(region.keyHigh())
                                            .u16(region.velocityLow())
                                            .u16(region.velocityHigh())
                                            .u16(region.options())
                                            .u16(region.keyGroup()));
                    writeSampling(region.sampling());
                    out.chunk(
                            "wlnk",
                            () ->
                                    out.u16(region.linkOptions())
                                            .u16(region.phaseGroup())
                                            .i32(region.channel())
                                            .i32(region.wave()));
                    writeArticulation(region.articulation());
                });
    }

    private void writeArticulation(DlsArticulation articulation) {
        writeConnections("lart", "art1", articulation.level1());
        writeConnections("lar2", "art2", articulation.level2());
    }

    private void writeConnections(String list, String id, List<DlsConnection> connections) {
        if (!connections.isEmpty()) {
            out.list(list, () -> out.chunk(id, () -> writeTable(connections)));
        }
    }

    private void writeTable(List<DlsConnection> connections) {
        out.i32(8).i32(connections.size());
        for (DlsConnection c : connections) {
            out.u16(c.source()).u16(c.control()).u16(c.destination()).u16(c.transform());
            out.i32(c.scale());
        }
    }

    private void writeSampling(DlsSampling sampling) {
        out.chunk(
                "wsmp",
                () -> {
                    out.i32(20).u16(sampling.key()).u16(sampling.cents()).i32(sampling.gain());
                    DlsLoop loop = sampling.loop();
                    out.i32(sampling.options()).i32(loop == null ? 0 : 1);
                    if (loop != null) {
                        out.i32(16).i32(loop.release() ? 1 : 0);
                        out.i32(loop.start()).i32(loop.length());
                    }
                });
    }

    /** The cues: one for each wave, in their order. */
    private void writeTable() {
        out.i32(8).i32(file.waves().size());
        int offset = 0;
        for (DlsWave wave : file.waves()) {
            out.i32(offset);
            offset += waveSize(wave);
        }
    }

    private void writeWave(DlsWave wave) {
        out.list(
                "wave",
                () -> {
                    int frameBytes = wave.bits() / 8;
                    out.chunk(
                            "fmt ",
                            () ->
                                    out.u16(1)
                                            .u16(1)
                                            .i32(wave.rate())
                                            .i32(wave.rate() * frameBytes)
                                            .u16(frameBytes)
                                            .u16(wave.bits())
                                            .u16(0));
                    writeSampling(wave.sampling());
                    out.chunk("data", () -> out.bytes(wave.data()));
                    writeInfo(wave.info());
                });
    }

    private void writeInfo(BankInfo info) {
        if (!info.isEmpty()) {
            out.list("INFO", () -> info.write(out));
        }
    }

    private int waveSize(DlsWave wave) {
        RiffWriter info = new RiffWriter("INFO", PER_WAVE);
        wave.info().write(info);
        int infoSize = wave.info().isEmpty() ? 0 : info.position();
        int sampling = 8 + 20 + (wave.sampling().loop() == null ? 0 : 16);
        int data = 8 + wave.data().remaining();
        return 12 + 26 + sampling + data + (data & 1) + infoSize;
    }
}
