package portcls.song;

import org.jspecify.annotations.Nullable;

/**
 * The header of a file.
 *
 * @param format 0, 1 or 2
 * @param tracks how many tracks are announced
 * @param division the time unit as it stands in the file
 * @param end where the first track should begin
 */
record SmfHeader(int format, int tracks, int division, int end) {
    /** Bytes from the tag to the division. */
    static final int SIZE = 14;

    private static final String TAG = "MThd";
    private static final String WHOLE_TAG = "MThd\0\0\0\u0006";
    private static final int USUAL_LENGTH = 6;
    private static final int MAX_JUNK = 4096;
    private static final int DEFAULT_DIVISION = 96;
    private static final int RIFF_HEADER = 12;

    /**
     * Where a song is in a file.
     *
     * @param start where its header begins
     * @param end where it ends at the latest
     */
    record Place(int start, int end) {}

    /** Finds the song, also inside a RIFF wrapper or after some junk; null when there is none. */
    static @Nullable Place find(ByteView file, Problems problems) {
        if (file.has(0, TAG)) {
            return new Place(0, file.size());
        }
        if (file.has(0, "RIFF") && file.has(8, "RMID")) {
            return findInRiff(file);
        }
        int at = file.find(WHOLE_TAG, 1, MAX_JUNK);
        if (at > 0) {
            problems.add(0, 0, "the first " + at + " bytes belong to no song; they were skipped");
        }
        return at < 0 ? null : new Place(at, file.size());
    }

    private static @Nullable Place findInRiff(ByteView file) {
        long at = RIFF_HEADER;
        while (at <= file.size() - ByteView.CHUNK_HEADER) {
            int chunk = (int) at;
            int content = chunk + ByteView.CHUNK_HEADER;
            long length = file.u32Little(chunk + 4);
            if (file.has(chunk, "data") && file.has(content, TAG)) {
                boolean sound = length >= SIZE && content + length <= file.size();
                return new Place(content, sound ? (int) (content + length) : file.size());
            }
            at = content + length + (length & 1);
        }
        return null;
    }

    /** Reads the header at that place, of which {@link #SIZE} bytes must be there. */
    static SmfHeader read(ByteView file, int at, Problems problems) {
        long length = file.u32(at + 4);
        int end = at + SIZE;
        long announced = at + ByteView.CHUNK_HEADER + length;
        if (length > USUAL_LENGTH && announced <= file.size() && file.isChunk((int) announced)) {
            end = (int) announced;
        } else if (length != USUAL_LENGTH) {
            problems.add(
                    0, at + 4L, "the header says it is " + length + " bytes long; 6 were read");
        }
        int format = file.u16(at + 8);
        if (format > 2) {
            problems.add(0, at + 8L, "the format " + format + " is unknown; read as format 1");
            format = 1;
        }
        return new SmfHeader(format, file.u16(at + 10), file.u16(at + 12), end);
    }

    /** The clock that the division asks for. */
    TickClock clock(Problems problems) {
        if ((division & 0x8000) == 0) {
            if (division > 0) {
                return TickClock.metrical(division);
            }
        } else {
            int framesPerSecond = -(byte) (division >> 8);
            int ticksPerFrame = division & 0xFF;
            boolean known =
                    switch (framesPerSecond) {
                        case 24, 25, 29, 30 -> true;
                        default -> false;
                    };
            if (known && ticksPerFrame > 0) {
                return TickClock.timeCode(framesPerSecond, ticksPerFrame);
            }
        }
        problems.add(
                0,
                12,
                "the time unit "
                        + division
                        + " has no meaning; read as "
                        + DEFAULT_DIVISION
                        + " ticks per quarter note, so the tempo may be wrong");
        return TickClock.metrical(DEFAULT_DIVISION);
    }
}
