package portcls.itest;

import static org.junit.Assert.assertFalse;

import portcls.api.PortClsException;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that plays a sine on a thread of its own. */
final class WavePlayer implements AutoCloseable {
    private final WavePin pin;
    private final Sine sine;
    private final CompletableFuture<PortClsException> failure = new CompletableFuture<>();
    private final Thread thread = new Thread(this::play, "wave player");
    private volatile boolean stopped;

    WavePlayer(Filter filter, WaveFormat format, Buffer buffer) {
        sine = new Sine(440, format.samplesPerSecond(), 0.5);
        pin = filter.openRender(format, buffer);
        pin.run();
        thread.start();
    }

    /** The pin on which it plays. */
    WavePin pin() {
        return pin;
    }

    /** Returns when the device has taken so many frames. */
    void awaitFrames(long frames) throws Exception {
        Await.until(
                frames + " frames", () -> failure.isDone() || pin.transferredFrames() >= frames);
        assertFalse("it plays: " + failure, failure.isDone());
    }

    /** What it got at its end, when it ends. */
    PortClsException failure() throws Exception {
        return failure.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it; the stream stays as it is. */
    void stop() {
        stopped = true;
        try {
            thread.join(Await.LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        try {
            while (!stopped) {
                sine.fill(pin.awaitPacket());
                pin.commit();
            }
        } catch (PortClsException e) {
            failure.complete(e);
        } catch (InterruptedException e) {
            failure.cancel(false);
        } catch (RuntimeException e) {
            failure.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        stop();
        pin.close();
    }
}
