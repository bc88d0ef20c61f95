package portcls.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.shell.command.ExitStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

@Timeout(20)
final class RunningCommandsTest {
    private final RunningCommands commands = new RunningCommands();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatRunsIsAskedToEndAndHasTidiedUpBeforeAnythingElseStops() throws InterruptedException {
        Thread song = start(this::untilInterrupted);
        assertTrue(commands.end(Duration.ofSeconds(10)));
        assertEquals(List.of("tidied up"), done);
        song.join();
        assertEquals(ExitStatus.INTERRUPTED, commands.run(() -> ExitStatus.OK), "none begins now");
    }

    @Test
    void oneThatHangsDoesNotKeepTheContainer() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        Thread deaf =
                start(
                        () -> {
                            begun.countDown();
                            while (free.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                            return ExitStatus.OK;
                        });
        assertFalse(commands.end(Duration.ofMillis(50)));
        free.countDown();
        deaf.join();
    }

    @Test
    void aCommandThatEndsTheContainerItselfIsNotWaitedFor() {
        ExitStatus status =
                commands.run(
                        () -> {
                            try {
                                assertTrue(commands.end(Duration.ofSeconds(10)));
                                return ExitStatus.OK;
                            } catch (InterruptedException e) {
                                return ExitStatus.INTERRUPTED;
                            }
                        });
        assertEquals(ExitStatus.OK, status);
    }

    private Thread start(Supplier<ExitStatus> command) throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> commands.run(command));
        begun.await();
        return thread;
    }

    private ExitStatus untilInterrupted() {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            done.add("tidied up");
            return ExitStatus.INTERRUPTED;
        }
    }
}
