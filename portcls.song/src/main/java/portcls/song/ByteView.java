package portcls.song;

import java.nio.charset.StandardCharsets;

/** The bytes of a file with the reads that the format needs. Reads outside answer "not there". */
final class ByteView {
    static final int CHUNK_HEADER = 8;

    private static final int TAG = 4;
    private static final String TRACK = "MTrk";

    private final byte[] bytes;
    private final int size;

    ByteView(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** Only the first bytes; what comes after them is not seen. */
    ByteView(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    int u8(int at) {
        return bytes[at] & 0xFF;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u24(int at) {
        return u16(at) << 8 | u8(at + 2);
    }

    long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /** The same of RIFF files, which have the low byte first. */
    long u32Little(int at) {
        return u8(at) | u8(at + 1) << 8 | u8(at + 2) << 16 | (long) u8(at + 3) << 24;
    }

    boolean has(int at, String tag) {
        if (at < 0 || at > size - tag.length()) {
            return false;
        }
        for (int i = 0; i < tag.length(); i++) {
            if (bytes[at + i] != tag.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String tag(int at) {
        return new String(bytes, at, TAG, StandardCharsets.ISO_8859_1);
    }

    boolean isTrack(int at) {
        return has(at, TRACK) && at <= size - CHUNK_HEADER;
    }

    /** Whether a track begins there, or some other chunk that lies within the file. */
    boolean isChunk(int at) {
        if (isTrack(at)) {
            return true;
        }
        if (at > size - CHUNK_HEADER) {
            return false;
        }
        for (int i = 0; i < TAG; i++) {
            int c = u8(at + i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return u32(at + TAG) <= size - CHUNK_HEADER - at;
    }

    /** Where the next track begins, or −1. */
    int findTrack(int from) {
        return find(TRACK, from, size - CHUNK_HEADER);
    }

    /** Where a tag stands first between two places, both included, or −1. */
    int find(String tag, int from, int to) {
        for (int i = from; i <= to; i++) {
            if (has(i, tag)) {
                return i;
            }
        }
        return -1;
    }
}
