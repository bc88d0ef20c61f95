package adapter.alsa.card;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when device nodes come and go: watches their directory, or while that is not there the one
 * above it. Where it is, it also tells every two seconds, since a watch can miss something. Its
 * thread ends with {@link #close}.
 */
public final class NodeWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NodeWatch.class.getName());

    private static final long RESCAN_SECONDS = 2;

    private final Path directory;
    private final Runnable changed;
    private final WatchService service;

    /**
     * Begins to watch.
     *
     * @param directory where the nodes are when there are any
     * @param changed called on the watching thread
     */
    public NodeWatch(Path directory, Runnable changed) throws IOException {
        this.directory = directory;
        this.changed = changed;
        service = directory.getFileSystem().newWatchService();
        Thread.ofPlatform().daemon().name("alsa card watch").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                // Registered before it is told, so that nothing can happen in between.
                WatchKey key = register();
                changed.run();
                waitForEvent(key);
                key.cancel();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            LOG.log(DEBUG, "the watch of {0} ends", directory);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be watched: sound cards that are plugged in now are not found until"
                            + " this bundle is started again ({1})",
                    directory,
                    e);
        }
    }

    private WatchKey register() throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        Path watched = Files.isDirectory(directory) || parent == null ? directory : parent;
        try {
            return watched.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            if (watched.equals(directory) && parent != null && !Files.isDirectory(directory)) {
                return register(); // it went at that moment
            }
            throw e;
        }
    }

    private void waitForEvent(WatchKey key) throws InterruptedException {
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
        service.close();
    }
}
