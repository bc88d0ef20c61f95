package portcls.ports.bind;

import portcls.ports.TestHouse;

import java.util.concurrent.CompletableFuture;

/** Two calls that meet. */
final class Meeting {
    private Meeting() {}

    /** Begins a call on a thread of its own; returns when that waits for something or is done. */
    static CompletableFuture<Void> begin(Runnable call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        call.run();
                                        done.complete(null);
                                    } catch (Throwable t) {
                                        done.completeExceptionally(t);
                                    }
                                });
        TestHouse.await(
                "the call waits or is over",
                () -> done.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
        return done;
    }
}
