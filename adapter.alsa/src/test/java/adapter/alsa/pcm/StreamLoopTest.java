package adapter.alsa.pcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.Parts;
import adapter.alsa.SineBuffer;
import adapter.alsa.lib.Alsa;
import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Errno;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The loop over a PCM that does as the test says. */
class StreamLoopTest {
    private static final WaveFormat S16 = WaveFormat.pcm(48_000, 16, 2);

    private final List<IOException> lost = new CopyOnWriteArrayList<>();
    private final SineBuffer cyclic = new SineBuffer(S16, 960, 2);
    private Alsa alsa;

    @BeforeEach
    void library() {
        alsa = Parts.alsa();
    }

    @AfterEach
    void letGo() {
        alsa.close();
    }

    @Test
    void aDeviceThatOnlyEverRunsDryIsGivenUp() throws AlsaException {
        try (Arena arena = Arena.ofShared();
                Pcm pcm = Pcm.open(PcmSource.of("nothing", "nothing", 1, 0), Direction.PLAYBACK)) {
            Shape shape = Shape.install(pcm, SampleFormat.S16, 2, 48_000, 480, 3);
            Dry loop = new Dry(pcm, shape, arena);
            loop.begin();
            long begin = System.nanoTime();
            Thread running = Thread.ofPlatform().daemon().start(loop);
            try {
                Await.until("it is given up", () -> !lost.isEmpty());
            } finally {
                loop.end(); // before the PCM is closed
                Await.until("it is over", () -> !running.isAlive());
            }
            assertTrue(System.nanoTime() - begin > 40_000_000, "it does not spin");
            // Once it moved something, and was given as many chances more.
            assertEquals(1 + 50 + 100, loop.readied);
            assertEquals(1, lost.size());
            assertEquals(cyclic.failures, lost);
            assertTrue(
                    lost.getFirst()
                            .getMessage()
                            .startsWith("alsa:nothing moved nothing between 100 attempts"),
                    lost.getFirst().getMessage());
        }
    }

    private final class Dry extends StreamLoop {
        int readied;

        Dry(Pcm pcm, Shape shape, Arena arena) {
            super(pcm, Direction.PLAYBACK, shape, cyclic, new RealClock(), arena, lost::add);
        }

        @Override
        int initialDelay() {
            return 0;
        }

        @Override
        void ready() {
            readied++;
        }

        @Override
        int room(long available) {
            return shape.period();
        }

        @Override
        boolean ranDry(long available) {
            return false;
        }

        @Override
        int move(int frames) {
            return frame == 0 && readied == 51 ? frames : Errno.EPIPE;
        }

        @Override
        void finish() {}
    }
}
