package portcls.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Waits, on a thread of its own, for somebody to press Enter. Closing it ends the wait. Without
 * keys nobody waits: the shell suspends a job in the background that looks for keys.
 */
public final class EnterKey implements AutoCloseable {
    private final Optional<Thread> reader;
    private volatile boolean pressed;

    public EnterKey(Optional<InputStream> keys) {
        reader =
                keys.map(
                        in ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("portcls-enter")
                                        .start(() -> read(in)));
    }

    /** Whether it was pressed. The end of the input is no key. */
    public boolean isPressed() {
        return pressed;
    }

    @Override
    public void close() {
        reader.ifPresent(Thread::interrupt);
    }

    private void read(InputStream keys) {
        try {
            int key = 0;
            while (key >= 0 && !pressed) {
                key = keys.read();
                pressed = key == '\n' || key == '\r';
            }
        } catch (IOException e) {
            System.getLogger(EnterKey.class.getName()).log(Level.DEBUG, "no keys", e);
        }
    }
}
