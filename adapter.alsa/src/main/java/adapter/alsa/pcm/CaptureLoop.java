package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.PcmCalls;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.function.Consumer;

/** Records. */
final class CaptureLoop extends StreamLoop {
    CaptureLoop(
            Pcm pcm,
            Shape shape,
            CyclicBuffer buffer,
            MasterClock clock,
            Arena arena,
            Consumer<IOException> lost) {
        super(pcm, Direction.CAPTURE, shape, buffer, clock, arena, lost);
    }

    @Override
    int initialDelay() {
        return shape.period();
    }

    @Override
    void ready() throws AlsaException {
        pcm.check("cannot be readied to record", PcmCalls.PREPARE.i(pcm.handle));
        pcm.check("does not start to record", PcmCalls.START.i(pcm.handle));
    }

    @Override
    int room(long available) {
        return (int) available;
    }

    @Override
    boolean ranDry(long available) {
        return false;
    }

    @Override
    int move(int frames) {
        return mover.cyclic(frame, frames);
    }

    @Override
    void finish() {}
}
