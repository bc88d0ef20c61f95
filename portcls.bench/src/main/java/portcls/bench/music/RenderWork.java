package portcls.bench.music;

import java.nio.file.Path;
import java.util.List;

/**
 * What all contenders render.
 *
 * @param messages in the order of their times
 * @param frames how much
 * @param bank whose instruments, a SoundFont or DLS file
 * @param song the same messages as a MIDI file
 */
record RenderWork(List<TimedMessage> messages, int frames, Path bank, Path song) {
    /** What all of them can do. */
    static final int RATE = 44_100;

    /** Frames that are asked for at a time. */
    static final int CHUNK = 4_096;

    static final int FRAME_BYTES = 4;

    /** Length of the sound. */
    double seconds() {
        return (double) frames / RATE;
    }
}
