package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks again and again whether notes that use unloaded data have ended. One thread for all pins of
 * a device, which is there only while something is waited for.
 */
public final class UnloadWatch implements AutoCloseable {
    private static final long PERIOD_MS = 20;
    private static final long IDLE_SECONDS = 1;

    private final ScheduledThreadPoolExecutor executor;

    /** Makes one; its thread gets that name. */
    public UnloadWatch(String name) {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Calls that until it answers true: it is done. Not called any more after {@link #close}. */
    @Irql(Level.PASSIVE)
    void until(BooleanSupplier isDone) {
        try {
            var _ =
                    executor.schedule(
                            () -> {
                                if (!isDone.getAsBoolean()) {
                                    until(isDone);
                                }
                            },
                            PERIOD_MS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: whoever waits is told by its stream, which was closed before.
        }
    }

    /** Ends it, and waits for the look that is under way. */
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
