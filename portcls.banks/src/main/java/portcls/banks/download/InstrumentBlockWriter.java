package portcls.banks.download;

import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsConnection;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsLoop;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes a block of an instrument, of type 1 when that can say all of it, else of type 3. */
final class InstrumentBlockWriter {
    private final BlockWriter writer = new BlockWriter();
    private final boolean level2;

    private InstrumentBlockWriter(boolean level2) {
        this.level2 = level2;
    }

    static byte[] write(InstrumentDownload download) {
        boolean level2 = needsLevel2(download.instrument());
        InstrumentBlockWriter writer = new InstrumentBlockWriter(level2);
        writer.writeInstrument(download);
        return writer.writer.toBytes(
                level2 ? BlockType.INSTRUMENT2 : BlockType.INSTRUMENT, download.id());
    }

    private static boolean needsLevel2(DlsInstrument instrument) {
        return instrument.isLevel2()
                || ArticulationParameters.of(instrument.articulation().level1()).isEmpty()
                || instrument.regions().stream()
                        .map(r -> ArticulationParameters.of(r.articulation().level1()))
                        .anyMatch(parameters -> parameters.isEmpty());
    }

    private void writeInstrument(InstrumentDownload download) {
        DlsInstrument instrument = download.instrument();
        ByteBuffer object = writer.add(InstrumentBlockReader.INSTRUMENT_SIZE);
        int patch = instrument.bankMsb() << 16 | instrument.bankLsb() << 8 | instrument.program();
        object.putInt(
                0, instrument.percussion() ? patch | InstrumentBlockReader.PERCUSSION : patch);
        object.putInt(8, writeArticulation(instrument.articulation()));
        object.putInt(20, download.generalMidi() ? 1 : 0);
        ByteBuffer before = object;
        int link = 4;
        for (DlsRegion region : instrument.regions()) {
            int size = InstrumentBlockReader.REGION_SIZE + InstrumentBlockReader.LOOP_SIZE;
            ByteBuffer next = writer.add(size);
            before.putInt(link, writer.lastIndex());
            writeRegion(next, region);
            before = next;
            link = 16;
        }
    }

    private void writeRegion(ByteBuffer object, DlsRegion region) {
        object.putShort((short) region.keyLow()).putShort((short) region.keyHigh());
        object.putShort((short) region.velocityLow()).putShort((short) region.velocityHigh());
        object.putShort((short) region.options()).putShort((short) region.keyGroup());
        object.putInt(writeArticulation(region.articulation())).putInt(0).putInt(0);
        object.putShort((short) region.linkOptions()).putShort((short) region.phaseGroup());
        object.putInt(region.channel()).putInt(region.wave());
        DlsSampling sampling = region.sampling();
        object.putInt(InstrumentBlockReader.SAMPLING_SIZE);
        object.putShort((short) sampling.key()).putShort((short) sampling.cents());
        object.putInt(sampling.gain()).putInt(sampling.options());
        DlsLoop loop = sampling.loop();
        object.putInt(loop == null ? 0 : 1);
        if (loop != null) {
            object.putInt(InstrumentBlockReader.LOOP_SIZE).putInt(loop.release() ? 1 : 0);
            object.putInt(loop.start()).putInt(loop.length());
        }
    }

    /** Writes it and returns its index; 0 when there is nothing to say. */
    private int writeArticulation(DlsArticulation articulation) {
        if (articulation.isEmpty()) {
            return 0;
        }
        if (!level2) {
            int[] values = ArticulationParameters.of(articulation.level1()).orElseThrow();
            ByteBuffer parameters = writer.add(ArticulationParameters.SIZE);
            for (int value : values) {
                parameters.putInt(value);
            }
            int index = writer.lastIndex();
            writer.add(InstrumentBlockReader.ARTICULATION_SIZE).putInt(index);
            return writer.lastIndex();
        }
        List<DlsConnection> connections = new ArrayList<>(articulation.level1());
        connections.addAll(articulation.level2());
        ByteBuffer list =
                writer.add(
                        InstrumentBlockReader.CONNECTIONS_HEADER
                                + DlsConnection.SIZE * connections.size());
        list.putInt(InstrumentBlockReader.CONNECTIONS_HEADER).putInt(connections.size());
        for (DlsConnection c : connections) {
            list.putShort((short) c.source()).putShort((short) c.control());
            list.putShort((short) c.destination()).putShort((short) c.transform());
            list.putInt(c.scale());
        }
        int index = writer.lastIndex();
        writer.add(InstrumentBlockReader.ARTICULATION2_SIZE).putInt(index);
        return writer.lastIndex();
    }
}
