package portcls.logind;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the bundle logs from INFO on, and off the console. Any thread. */
final class Kept extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("portcls.logind");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Kept() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** Level and text of each. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
            String text = entry.getMessage();
            Object[] values = entry.getParameters();
            lines.add(
                    entry.getLevel()
                            + " "
                            + (values == null ? text : MessageFormat.format(text, values)));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
