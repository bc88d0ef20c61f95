package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.PcmCalls;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.function.Consumer;

/**
 * Plays. ALSA's buffer is kept filled to the target; it begins with silence but for one period, so
 * that the cyclic buffer is read at an even pace from the start and not by the whole at once.
 */
final class RenderLoop extends StreamLoop {
    private static final long PLAY_OUT_LIMIT_100NS = 2_500_000;

    private boolean started;

    RenderLoop(
            Pcm pcm,
            Shape shape,
            CyclicBuffer buffer,
            MasterClock clock,
            Arena arena,
            Consumer<IOException> lost) {
        super(pcm, Direction.PLAYBACK, shape, buffer, clock, arena, lost);
    }

    @Override
    int initialDelay() {
        return shape.target();
    }

    @Override
    void ready() throws AlsaException {
        started = false;
        pcm.check("cannot be readied to play", PcmCalls.PREPARE.i(pcm.handle));
        if (!pace.isUnclocked()) {
            pcm.check("does not tell its room", (int) PcmCalls.AVAIL.l(pcm.handle));
            pcm.check(
                    "takes no frames", mover.silence(Math.max(0, shape.target() - shape.period())));
        }
    }

    @Override
    int await() {
        return started ? super.await() : 1;
    }

    @Override
    int room(long available) {
        // What is not available is filled.
        return (int) Math.max(0, available - (shape.buffer() - shape.target()));
    }

    /** Sound servers' PCMs go on with silence and say nothing. */
    @Override
    boolean ranDry(long available) {
        return started && available >= shape.buffer();
    }

    @Override
    int move(int frames) {
        return mover.play(frame, frames);
    }

    @Override
    int moved(int frames) {
        if (started) {
            return 0;
        }
        started = true;
        return PcmCalls.START.i(pcm.handle);
    }

    /** What was taken from the cyclic buffer is heard: silence follows it until it is out. */
    @Override
    void finish() {
        if (!started || pace.isUnclocked()) {
            return;
        }
        long limit = now100ns() + PLAY_OUT_LIMIT_100NS;
        int left = Math.max(shape.target(), delayFrames());
        while (left > 0 && now100ns() < limit) {
            if (super.await() < 0) {
                return;
            }
            long available = PcmCalls.AVAIL.l(pcm.handle);
            if (available < 0) {
                return; // empty, or gone
            }
            int silent = mover.silence(Math.min(left, room(available)));
            if (silent < 0) {
                return;
            } else if (silent == 0) {
                park(0);
            }
            left -= silent;
        }
    }
}
