package portcls.bench.alsa;

import portcls.bench.stack.Ends;
import portcls.bench.stack.TestTone;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Hears what the server plays, the same for whoever plays: when it begins, when clicks come, where
 * the sine has a gap. Times are good to some milliseconds: sound comes in pieces.
 */
final class Monitor implements AutoCloseable {
    /** Far above what rounding does to the sine. */
    private static final double JUMP = 200;

    private static final int CLICK_LEVEL = 24_000;

    /** Jumps nearer than this belong to one gap. */
    private static final int ONE_GAP_FRAMES = TestTone.RATE / 20;

    private final Process process;
    private final Thread thread;

    // Guarded by this.
    private boolean judging;
    private long firstSound;
    private int gaps;
    private long silentFrames;
    private List<Long> clicks = new ArrayList<>();

    // The thread's own.
    private long frame;
    private long lastJump = -ONE_GAP_FRAMES;
    private long lastClick = -ONE_GAP_FRAMES;
    private int before;
    private int beforeThat;

    Monitor(PulseServer server) throws IOException {
        process = server.hear();
        thread = Thread.ofPlatform().daemon().name("monitor").start(this::hear);
    }

    private void hear() {
        byte[] piece = new byte[TestTone.FRAME_BYTES * TestTone.RATE / 10];
        int there = 0;
        try (InputStream sound = process.getInputStream()) {
            for (int more = sound.read(piece);
                    more >= 0;
                    more = sound.read(piece, there, piece.length - there)) {
                there += more;
                int whole = there - there % TestTone.FRAME_BYTES;
                hear(piece, whole, System.nanoTime());
                System.arraycopy(piece, whole, piece, 0, there - whole);
                there -= whole;
            }
        } catch (IOException _) {
            // It was ended while it spoke.
        }
    }

    private synchronized void hear(byte[] piece, int bytes, long now) {
        double recurrence = TestTone.recurrence();
        for (int at = 0; at < bytes; at += TestTone.FRAME_BYTES) {
            int sample = (short) (piece[at] & 0xff | piece[at + 1] << 8);
            frame++;
            if (sample != 0 && firstSound == 0) {
                firstSound = now;
            }
            if (sample > CLICK_LEVEL) {
                clicks.add(now);
                lastClick = frame;
            }
            double jump = Math.abs(sample - recurrence * before + beforeThat);
            if (judging) {
                silentFrames += sample == 0 && before == 0 ? 1 : 0;
                if (jump > JUMP && frame - lastClick > 2) {
                    gaps += frame - lastJump > ONE_GAP_FRAMES ? 1 : 0;
                    lastJump = frame;
                }
            }
            beforeThat = before;
            before = sample;
        }
    }

    /** Forgets all. */
    synchronized void restart() {
        judging = false;
        firstSound = 0;
        clicks = new ArrayList<>();
        gaps = 0;
        silentFrames = 0;
    }

    /** From now on there should be a sine. */
    synchronized void judge() {
        judging = true;
    }

    /** What was heard since {@link #restart}; gaps and silence since {@link #judge}. */
    synchronized Heard heard() {
        judging = false;
        return new Heard(firstSound, gaps, silentFrames, List.copyOf(clicks));
    }

    /**
     * What was heard.
     *
     * @param firstSound when, {@link System#nanoTime()}; 0 = not at all
     * @param gaps in the sine
     * @param silentFrames where there should have been sound
     * @param clicks when
     */
    record Heard(long firstSound, int gaps, long silentFrames, List<Long> clicks) {}

    @Override
    public void close() {
        process.destroy();
        Ends.await(process);
        Ends.await(thread);
    }
}
