package portcls.banks.download;

import org.jspecify.annotations.Nullable;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsConnection;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsLoop;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a block of an instrument: DMUS_INSTRUMENT, its chain of DMUS_REGION, and DMUS_ARTICULATION
 * with DMUS_ARTICPARAMS (type 1) or a chain of DMUS_ARTICULATION2 with connection lists (type 3).
 */
final class InstrumentBlockReader {
    static final int INSTRUMENT_SIZE = 24;
    static final int REGION_SIZE = 56;
    static final int LOOP_SIZE = 16;
    static final int SAMPLING_SIZE = 20;
    static final int ARTICULATION_SIZE = 8;
    static final int ARTICULATION2_SIZE = 12;
    static final int CONNECTIONS_HEADER = 8;
    static final int PERCUSSION = 0x8000_0000;

    private static final int COPYRIGHT_HEADER = 4;
    private static final int EXTENSION_HEADER = 12;

    private final Block block;
    private final boolean level2;

    private InstrumentBlockReader(Block block, boolean level2) {
        this.block = block;
        this.level2 = level2;
    }

    static InstrumentDownload read(Block block, boolean level2) throws BankException {
        return new InstrumentBlockReader(block, level2).read();
    }

    private InstrumentDownload read() throws BankException {
        ByteBuffer object = block.object(0, "DMUS_INSTRUMENT", INSTRUMENT_SIZE);
        int patch = object.getInt(0);
        if ((patch & 0x7F80_8080) != 0) {
            throw block.damagedObject(
                    object, 0, "ulPatch=0x" + Integer.toHexString(patch) + " has unknown bits");
        }
        List<DlsRegion> regions = readRegions(object.getInt(4));
        DlsArticulation articulation = readArticulation(object.getInt(8));
        checkExtensions(object.getInt(12));
        checkCopyright(object.getInt(16));
        DlsInstrument instrument =
                new DlsInstrument(
                        patch >> 16 & 0x7F,
                        patch >> 8 & 0x7F,
                        patch & 0x7F,
                        (patch & PERCUSSION) != 0,
                        BankInfo.NONE,
                        regions,
                        articulation);
        return new InstrumentDownload(block.id(), (object.getInt(20) & 1) != 0, instrument);
    }

    private List<DlsRegion> readRegions(int first) throws BankException {
        List<DlsRegion> regions = new ArrayList<>();
        int index = first;
        while (index != 0) {
            ByteBuffer object = block.object(index, "DMUS_REGION", REGION_SIZE);
            regions.add(readRegion(object));
            index = object.getInt(16);
        }
        if (regions.isEmpty()) {
            throw block.damaged(0, "the instrument has no region");
        }
        return regions;
    }

    private DlsRegion readRegion(ByteBuffer object) throws BankException {
        int velocityLow = u16(object, 4);
        int velocityHigh = u16(object, 6);
        if (!level2 && velocityLow == 0 && velocityHigh == 0) { // level 1 does not use it
            velocityHigh = 127;
        }
        checkRange(object, 0, "keys", u16(object, 0), u16(object, 2));
        checkRange(object, 4, "velocities", velocityLow, velocityHigh);
        DlsArticulation articulation = readArticulation(object.getInt(12));
        checkExtensions(object.getInt(20));
        return new DlsRegion(
                level2,
                u16(object, 0),
                u16(object, 2),
                velocityLow,
                velocityHigh,
                u16(object, 8),
                u16(object, 10),
                u16(object, 24),
                u16(object, 26),
                object.getInt(28),
                object.getInt(32),
                readSampling(object, 36),
                articulation);
    }

    private DlsSampling readSampling(ByteBuffer object, int at) throws BankException {
        int key = u16(object, at + 4);
        long loops = Integer.toUnsignedLong(object.getInt(at + 16));
        if (key > 127 || loops > 1) {
            throw block.damagedObject(
                    object, at, "unityNote=" + key + ", loops=" + loops + "; 0 … 127, 0 … 1");
        }
        return new DlsSampling(
                key,
                object.getShort(at + 6),
                object.getInt(at + 8),
                object.getInt(at + 12),
                loops == 0 ? null : readLoop(object, at + SAMPLING_SIZE));
    }

    private @Nullable DlsLoop readLoop(ByteBuffer object, int at) throws BankException {
        if (object.limit() < at + LOOP_SIZE) {
            throw block.damagedObject(object, at, "the block ends within a loop");
        }
        int type = object.getInt(at + 4);
        int start = object.getInt(at + 8);
        int length = object.getInt(at + 12);
        if (type < 0 || type > 1 || start < 0 || length < 1) {
            throw block.damagedObject(
                    object, at, "a loop of type=" + type + ", start=" + start + ", len=" + length);
        }
        return new DlsLoop(type == 1, start, length);
    }

    private DlsArticulation readArticulation(int first) throws BankException {
        if (first == 0) {
            return DlsArticulation.NONE;
        }
        if (!level2) {
            ByteBuffer object = block.object(first, "DMUS_ARTICULATION", ARTICULATION_SIZE);
            checkExtensions(object.getInt(4));
            int index = object.getInt(0);
            if (index == 0) {
                return DlsArticulation.NONE;
            }
            ByteBuffer parameters =
                    block.object(index, "DMUS_ARTICPARAMS", ArticulationParameters.SIZE);
            return new DlsArticulation(ArticulationParameters.read(parameters), List.of());
        }
        List<DlsConnection> connections = new ArrayList<>();
        for (int index = first; index != 0; ) {
            ByteBuffer object = block.object(index, "DMUS_ARTICULATION2", ARTICULATION2_SIZE);
            int list = object.getInt(0);
            if (list != 0) {
                readConnections(list, connections);
            }
            checkExtensions(object.getInt(4));
            index = object.getInt(8);
        }
        return new DlsArticulation(List.of(), connections);
    }

    private void readConnections(int index, List<DlsConnection> into) throws BankException {
        ByteBuffer object = block.object(index, "a connection list", CONNECTIONS_HEADER);
        long size = Integer.toUnsignedLong(object.getInt(0));
        long count = Integer.toUnsignedLong(object.getInt(4));
        if (size < CONNECTIONS_HEADER
                || size > object.limit()
                || count > (object.limit() - size) / DlsConnection.SIZE) {
            throw block.damagedObject(
                    object, 0, "connections=" + count + " do not fit into the block");
        }
        for (int i = 0; i < count; i++) {
            int at = (int) size + i * DlsConnection.SIZE;
            DlsConnection connection =
                    new DlsConnection(
                            u16(object, at),
                            u16(object, at + 2),
                            u16(object, at + 4),
                            u16(object, at + 6),
                            object.getInt(at + 8));
            if (connection.isKnown()) {
                into.add(connection);
            }
        }
    }

    /** Checks a chain of DMUS_EXTENSIONCHUNK; what they say is for others. */
    private void checkExtensions(int first) throws BankException {
        for (int index = first; index != 0; ) {
            ByteBuffer object = block.object(index, "DMUS_EXTENSIONCHUNK", EXTENSION_HEADER);
            checkLength(object, EXTENSION_HEADER);
            index = object.getInt(4);
        }
    }

    private void checkCopyright(int index) throws BankException {
        if (index != 0) {
            checkLength(block.object(index, "DMUS_COPYRIGHT", COPYRIGHT_HEADER), COPYRIGHT_HEADER);
        }
    }

    private void checkLength(ByteBuffer object, int header) throws BankException {
        long size = Integer.toUnsignedLong(object.getInt(0));
        if (size > object.limit() - header) {
            throw block.damagedObject(object, 0, "cbSize=" + size + " goes beyond the block");
        }
    }

    private void checkRange(ByteBuffer object, int at, String what, int low, int high)
            throws BankException {
        if (low > high || high > 127) {
            throw block.damagedObject(object, at, "its " + what + " are " + low + " … " + high);
        }
    }

    private static int u16(ByteBuffer object, int at) {
        return Short.toUnsignedInt(object.getShort(at));
    }
}
