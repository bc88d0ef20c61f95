package adapter.alsa;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which a component plugs its devices in and out: libasound may take its time, and a
 * device must not be taken away on the streaming thread that found it broken. Any thread.
 */
final class Worker {
    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    private static final int STOP_LIMIT_SECONDS = 20;

    private final ScheduledThreadPoolExecutor executor;

    /**
     * Starts it.
     *
     * @param name of the thread
     */
    Worker(String name) {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does it soon, after what came before; nothing after {@link #stop}. */
    void execute(Runnable task) {
        after(0, task);
    }

    /** Does it then. */
    void after(int seconds, Runnable task) {
        try {
            // Its exceptions are dealt with inside.
            var _ = executor.schedule(() -> guarded(task), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            assert executor.isShutdown() : e;
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(ERROR, "a device could not be plugged in or out", e);
        }
    }

    /** Does a last task and ends; returns when it is done, within bounds. */
    void stop(Runnable last) {
        executor.getQueue().clear();
        executor.execute(() -> guarded(last));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(
                        WARNING,
                        "ALSA does not come back, for {0} s now; its devices are left as they are",
                        STOP_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
