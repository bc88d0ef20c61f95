package adapter.alsa.card;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when device nodes come and go: watches their directory, or while that is not there the one
 * above it. Where it is, or cannot be watched, it also tells every two seconds, since a watch can
 * miss something. Its thread ends with {@link #close}.
 */
public final class NodeWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NodeWatch.class.getName());

    private static final long RESCAN_SECONDS = 2;

    private final Path directory;
    private final Runnable changed;
    private final @Nullable WatchService service;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean warned;

    /**
     * Begins to watch.
     *
     * @param directory where the nodes are when there are any
     * @param changed called on the watching thread
     */
    public NodeWatch(Path directory, Runnable changed) {
        this.directory = directory;
        this.changed = changed;
        service = service();
        Thread.ofPlatform().daemon().name("alsa card watch").start(this::watch);
    }

    private @Nullable WatchService service() {
        try {
            return directory.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            warn(e);
            return null;
        }
    }

    private void watch() {
        try {
            while (closed.getCount() > 0) {
                // Registered before it is told, so that nothing can happen in between.
                WatchKey key = key();
                changed.run();
                if (key == null || service == null) {
                    closed.await(RESCAN_SECONDS, TimeUnit.SECONDS);
                } else {
                    waitForEvent(service, key);
                    key.cancel();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            LOG.log(DEBUG, "the watch of {0} ends", directory);
        }
    }

    /** Null when it cannot be watched now. */
    private @Nullable WatchKey key() {
        if (service == null) {
            return null;
        }
        try {
            WatchKey key = register(service);
            warned = false;
            return key;
        } catch (IOException e) {
            warn(e);
            return null;
        }
    }

    private void warn(Exception why) {
        if (!warned) {
            warned = true;
            LOG.log(
                    WARNING,
                    "{0} cannot be watched, so that sound cards are looked for every {1} s"
                            + " instead ({2}); if a limit is the reason, raise"
                            + " fs.inotify.max_user_instances or max_user_watches",
                    directory,
                    RESCAN_SECONDS,
                    why);
        }
    }

    private WatchKey register(WatchService service) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        Path watched = Files.isDirectory(directory) || parent == null ? directory : parent;
        try {
            return watched.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            if (watched.equals(directory) && parent != null && !Files.isDirectory(directory)) {
                return register(service); // it went at that moment
            }
            throw e;
        }
    }

    private void waitForEvent(WatchService service, WatchKey key) throws InterruptedException {
        if (key.watchable().equals(directory)) {
            service.poll(RESCAN_SECONDS, TimeUnit.SECONDS);
            return;
        }
        while (true) {
            WatchKey told = service.take();
            told.pollEvents();
            if (Files.isDirectory(directory) || !told.reset()) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        if (service != null) {
            service.close();
        }
    }
}
