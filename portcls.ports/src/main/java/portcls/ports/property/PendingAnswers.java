package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All answers that a driver still owes; when the device goes, or whoever asked closes, nobody waits
 * for them longer. Thread-safe.
 */
final class PendingAnswers {
    private final Set<PendingAnswer<?>> owed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable PortClsException closed;

    void add(PendingAnswer<?> answer) {
        owed.add(answer);
        PortClsException why = closed;
        if (why != null) {
            remove(answer);
            answer.cancel(why);
        }
    }

    void remove(PendingAnswer<?> answer) {
        owed.remove(answer);
    }

    int size() {
        return owed.size();
    }

    void cancel(Scope scope, PortClsException why) {
        for (PendingAnswer<?> answer : owed) {
            if (answer.isFor(scope)) {
                remove(answer);
                answer.cancel(why);
            }
        }
    }

    void close(PortClsException why) {
        closed = why;
        for (PendingAnswer<?> answer : owed) {
            remove(answer);
            answer.cancel(why);
        }
    }
}
