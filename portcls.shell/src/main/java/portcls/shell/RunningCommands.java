package portcls.shell;

import portcls.shell.command.ExitStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The commands that run in the shell, in the foreground and behind it. When the container stops
 * they are asked to end, and have a moment to tidy up while everything they use is still there: a
 * song ends its notes, a file is completed. Any thread.
 */
final class RunningCommands {
    private final List<Thread> threads = new ArrayList<>();
    private boolean isOver;

    /** Runs a command on the caller's thread; when all are to end, it does not begin. */
    ExitStatus run(Supplier<ExitStatus> command) {
        Thread thread = Thread.currentThread();
        synchronized (threads) {
            if (isOver) {
                return ExitStatus.INTERRUPTED;
            }
            threads.add(thread);
        }
        try {
            return command.get();
        } finally {
            synchronized (threads) {
                threads.remove(thread);
                threads.notifyAll();
            }
        }
    }

    /**
     * Asks all to end, and waits for them; not for one that asks it itself.
     *
     * @return false when some did not within the limit
     */
    boolean end(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (threads) {
            isOver = true;
            threads.removeIf(thread -> thread.equals(Thread.currentThread()));
            threads.forEach(Thread::interrupt);
            while (!threads.isEmpty()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                threads.wait(millis);
            }
            return true;
        }
    }
}
