package portcls.itest;

import portcls.api.PortClsException;
import portcls.api.client.Filter;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that plays one note after the other on a thread of its own until the device goes. */
final class Player implements AutoCloseable {
    private final MidiPin pin;
    private final AtomicInteger notes = new AtomicInteger();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Thread thread = new Thread(this::play, "player");
    private volatile boolean closed;

    /**
     * How a player ended.
     *
     * @param failure what it got
     * @param nanoTime when
     */
    record End(PortClsException failure, long nanoTime) {}

    Player(Filter filter) {
        pin = filter.openMidi();
        pin.run();
        thread.start();
    }

    /** The pin on which it plays. */
    MidiPin pin() {
        return pin;
    }

    /** Returns when it has played so many notes. */
    void awaitNotes(int count) throws Exception {
        Await.until(count + " notes", () -> notes.get() >= count);
    }

    /** How it ended, when it does. */
    End end() throws Exception {
        return end.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void play() {
        try {
            while (!closed) {
                pin.send(MidiMessages.noteOn(0, 60 + notes.get() % 12, 100));
                pin.awaitDrained(Duration.ofMinutes(1));
                notes.incrementAndGet();
            }
            end.cancel(false);
        } catch (PortClsException e) {
            end.complete(new End(e, System.nanoTime()));
        } catch (Throwable t) {
            end.completeExceptionally(t);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Await.LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pin.close();
    }
}
