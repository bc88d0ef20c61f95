package portcls.shell.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.time.ReferenceTime;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

final class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aTerminalHasOneLineThatIsRewritten() {
        Screen screen = new Screen(folder, true);
        Progress progress = progress(screen);
        for (int tenth = 1; tenth <= 2; tenth++) {
            nanos.set(tenth * SECOND / 10);
            progress.update(ReferenceTime.millis(41_000), tenth, 0);
        }
        progress.say("gone");
        progress.clear();
        assertEquals(
                "\r\u001b[K  0:41 / 1:12   1 of 99 notes   0 late"
                        + "\r\u001b[K  0:41 / 1:12   2 of 99 notes   0 late"
                        + "\r\u001b[Kgone\n",
                screen.out());
    }

    @Test
    void theLineNeverWraps() {
        Screen screen = new Screen(folder, true);
        Progress progress = progress(screen);
        nanos.set(SECOND);
        progress.update(0, 1_000_000_000, 1_000_000_000);
        assertEquals("\r\u001b[K  0:00 / 1:12   1000000000 of 99 notes ", screen.out());
    }

    @Test
    void elsewhereThereIsALineEveryTenSeconds() {
        Screen screen = new Screen(folder);
        Progress progress = progress(screen);
        for (int second = 1; second <= 25; second++) {
            nanos.set(second * SECOND);
            progress.update(ReferenceTime.seconds(second), second, 2);
        }
        progress.clear();
        assertEquals(
                List.of(
                        "  0:10 / 1:12   10 of 99 notes   2 late",
                        "  0:20 / 1:12   20 of 99 notes   2 late"),
                screen.lines());
    }

    private Progress progress(Screen screen) {
        return new Progress(screen.console(), nanos::get, ReferenceTime.seconds(72), 99);
    }
}
