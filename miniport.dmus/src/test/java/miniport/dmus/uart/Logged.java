package miniport.dmus.uart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the bundle logs. */
final class Logged {
    private Logged() {}

    /** Something that may log. */
    interface Step {
        void run() throws IOException;
    }

    /** The messages that were logged during a step. */
    static List<String> during(Step step) throws IOException {
        List<String> messages = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord message) {
                        messages.add(message.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger("miniport.dmus");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            step.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return messages;
    }
}
