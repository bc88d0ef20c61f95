package adapter.jack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the watches of servers tell until it is closed. */
final class WatchMessages extends Handler implements AutoCloseable {
    final List<String> all = new CopyOnWriteArrayList<>();

    private final Logger logger = Logger.getLogger(ServerWatch.class.getName());

    WatchMessages() {
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        all.add(String.valueOf(entry.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
