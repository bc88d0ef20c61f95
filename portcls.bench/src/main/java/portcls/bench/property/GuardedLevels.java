package portcls.bench.property;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** Peers: levels in a map, behind a lock, and served by another thread. */
final class GuardedLevels {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> levels = new HashMap<>();

    int get(String name) {
        lock.lock();
        try {
            return levels.getOrDefault(name, 0);
        } finally {
            lock.unlock();
        }
    }

    void set(String name, int level) {
        lock.lock();
        try {
            levels.put(name, level);
        } finally {
            lock.unlock();
        }
    }

    int getOn(Executor thread, String name) {
        return CompletableFuture.supplyAsync(() -> get(name), thread).join();
    }

    void setOn(Executor thread, String name, int level) {
        CompletableFuture.runAsync(() -> set(name, level), thread).join();
    }
}
