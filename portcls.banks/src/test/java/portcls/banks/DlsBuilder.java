package portcls.banks;

import static portcls.banks.TestRiff.ascii;
import static portcls.banks.TestRiff.chunk;
import static portcls.banks.TestRiff.int16;
import static portcls.banks.TestRiff.int32;
import static portcls.banks.TestRiff.join;
import static portcls.banks.TestRiff.list;
import static portcls.banks.TestRiff.riff;

/**
 * A small DLS bank, whose every part a test can replace by a wrong one: two instruments (the second
 * for percussion), three regions, two waves of 16 and 8 bits.
 */
public final class DlsBuilder {
    public static final int FRAMES = 200;

    /** Whether regions and articulations are of level 2. */
    private final boolean level2;

    byte[] count = int32(2);
    byte[] condition = {};
    byte[] header = int32(2, 0x0302, 7);
    byte[] region = int16(0, 63, 1, 127, 1, 2);
    byte[] link = join(int16(1, 3), int32(1, 0));
    byte[] regionSampling = sampling(69, loop(0, 50, 100));
    byte[] connections =
            table(
                    connection(0, 0, 0x206, 0, -12000 << 16),
                    connection(0, 0, 0x209, 0, -1200 << 16),
                    connection(1, 0x81, 3, 0, 50 << 16));
    byte[] table = join(int32(8, 2, 0, 0));
    byte[] format = join(int16(1, 1), int32(22_050, 44_100), int16(2, 16, 0));
    byte[] waveSampling = sampling(60);
    byte[] data = wave16();
    byte[] more = {};

    public DlsBuilder(boolean level2) {
        this.level2 = level2;
    }

    public byte[] build() {
        byte[] first =
                list(
                        "wave",
                        chunk("fmt ", format),
                        chunk("wsmp", waveSampling),
                        chunk("data", data),
                        list("INFO", chunk("INAM", ascii("One\0"))));
        byte[] second =
                list(
                        "wave",
                        chunk("fmt ", join(int16(1, 1), int32(11_025, 11_025), int16(1, 8, 0))),
                        chunk("data", wave8()));
        System.arraycopy(int32(first.length), 0, table, Math.min(12, table.length - 4), 4);
        byte[] articulation =
                list(level2 ? "lar2" : "lart", chunk(level2 ? "art2" : "art1", connections));
        byte[] one =
                list(
                        "ins ",
                        chunk("insh", header),
                        list(
                                "lrgn",
                                list(
                                        level2 ? "rgn2" : "rgn ",
                                        chunk("rgnh", region),
                                        chunk("wsmp", regionSampling),
                                        chunk("wlnk", link),
                                        articulation),
                                region(64, 127, 1)),
                        list("INFO", chunk("INAM", ascii("First\0"))));
        byte[] two =
                list(
                        "ins ",
                        chunk("insh", int32(1, 0x8000_0000, 0)),
                        list("lrgn", region(0, 127, 1)),
                        articulation);
        return riff(
                "DLS ",
                condition.length == 0 ? condition : chunk("cdl ", condition),
                chunk("colh", count),
                more,
                list("lins", one, two),
                chunk("ptbl", table),
                list("wvpl", first, second),
                list("INFO", chunk("INAM", ascii("A bank\0"))));
    }

    private byte[] region(int low, int high, int cue) {
        return list(
                level2 ? "rgn2" : "rgn ",
                chunk("rgnh", int16(low, high, 0, 127, 0, 0)),
                chunk("wlnk", join(int16(0, 0), int32(1, cue))));
    }

    static byte[] sampling(int key, byte[]... loops) {
        return join(int32(20), int16(key, 7), int32(-30 << 16, 1, loops.length), join(loops));
    }

    static byte[] loop(int type, int start, int length) {
        return int32(16, type, start, length);
    }

    static byte[] connection(int source, int control, int destination, int transform, int scale) {
        return join(int16(source, control, destination, transform), int32(scale));
    }

    static byte[] table(byte[]... connections) {
        return join(int32(8, connections.length), join(connections));
    }

    static byte[] wave16() {
        int[] frames = new int[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = (int) (10_000 * Math.sin(i * Math.PI / 25));
        }
        return int16(frames);
    }

    private static byte[] wave8() {
        byte[] frames = new byte[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = (byte) (128 + 100 * Math.sin(i * Math.PI / 20));
        }
        return frames;
    }
}
