package portcls.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;

/** Waits, on a thread of its own, for somebody to press Enter. Closing it ends the wait. */
public final class EnterKey implements AutoCloseable {
    private final Thread reader;
    private volatile boolean pressed;

    public EnterKey(InputStream keys) {
        reader = Thread.ofPlatform().daemon().name("portcls-enter").start(() -> read(keys));
    }

    /** Whether it was pressed. The end of the input is no key. */
    public boolean isPressed() {
        return pressed;
    }

    @Override
    public void close() {
        reader.interrupt();
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
