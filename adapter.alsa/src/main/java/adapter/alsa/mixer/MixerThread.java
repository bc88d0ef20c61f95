package adapter.alsa.mixer;

import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Doorbell;
import adapter.alsa.lib.Errno;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread that has a mixer of ALSA, which is for one thread and may wait for a sound server:
 * what others want of it is done there, and they wait no longer than a second. Any thread.
 */
final class MixerThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MixerThread.class.getName());

    private static final int OPEN_LIMIT_MILLIS = 5_000;
    private static final int LIMIT_MILLIS = 1_000;

    private final String name;
    private final Owner owner;
    private final Queue<FutureTask<?>> jobs = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Open> opened = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Why nothing more can be done; null while something can. */
    private volatile @Nullable IOException over;

    /** Whether somebody waited in vain, since when nothing came back. */
    private volatile boolean stuck;

    private record Open(MixerHandle mixer, Doorbell bell) {}

    /** What the owner of a mixer is told, on the mixer's thread. */
    interface Owner {
        /** It is open. */
        void opened(MixerHandle mixer) throws AlsaException;

        /** Something in it was changed, maybe. */
        void changed(MixerHandle mixer);

        /** It went by itself, and is closed. */
        void lost(IOException why);
    }

    /** What is to be done with a mixer. */
    interface Job<T> {
        /** On the mixer's thread. */
        T with(MixerHandle mixer) throws IOException;
    }

    private MixerThread(String name, Owner owner) {
        this.name = name;
        this.owner = owner;
        thread = Thread.ofPlatform().daemon().name("alsa mixer " + name).unstarted(this::run);
    }

    /**
     * Opens a mixer; {@link Owner#opened} has run when this returns.
     *
     * @throws AlsaException when it cannot be opened
     */
    static MixerThread open(String name, Owner owner) throws AlsaException {
        MixerThread opening = new MixerThread(name, owner);
        opening.thread.start();
        try {
            opening.opened.get(OPEN_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return opening;
        } catch (ExecutionException e) {
            opening.close();
            if (e.getCause() instanceof AlsaException refused) {
                throw refused;
            }
            AlsaException broken = AlsaException.because(opening.broke(e.getCause()), Errno.EIO);
            broken.initCause(e.getCause());
            throw broken;
        } catch (TimeoutException e) {
            opening.closing = true; // it closes what it opens when it comes back
            throw AlsaException.because(opening.silent(), Errno.EIO);
        } catch (InterruptedException e) {
            opening.closing = true;
            Thread.currentThread().interrupt();
            throw AlsaException.because("nobody waited for the mixer " + name, Errno.EINTR);
        }
    }

    private void run() {
        IOException why = new IOException("the mixer " + name + " is closed");
        boolean wasOpen = false;
        try (MixerHandle mixer = MixerHandle.open(name);
                Doorbell bell = new Doorbell(mixer.descriptors())) {
            mixer.watch(bell);
            owner.opened(mixer);
            wasOpen = opened.complete(new Open(mixer, bell));
            serve(mixer, bell);
        } catch (AlsaException e) {
            opened.completeExceptionally(e);
            why = e;
        } catch (RuntimeException | Error e) {
            opened.completeExceptionally(e);
            why = new IOException(broke(e), e);
        }
        over = why;
        jobs.forEach(job -> job.cancel(false));
        if (wasOpen && !closing) {
            owner.lost(why);
        }
    }

    private void serve(MixerHandle mixer, Doorbell bell) throws AlsaException {
        while (!closing) {
            if (bell.await()) {
                mixer.handleEvents(bell);
                owner.changed(mixer);
            }
            for (FutureTask<?> job = jobs.poll(); job != null; job = jobs.poll()) {
                job.run();
            }
            stuck = false;
        }
    }

    /**
     * Does something with the mixer.
     *
     * @throws IOException when the mixer refuses, is gone, or does not come back
     */
    <T> T call(Job<T> job) throws IOException {
        requireOpen();
        Open open = opened.join(); // nobody has this object before
        FutureTask<T> task = new FutureTask<>(() -> job.with(open.mixer()));
        jobs.add(task);
        open.bell().ring();
        try {
            if (over != null) {
                task.cancel(false); // the thread may have looked before it was there
            }
            return result(task, open.bell());
        } finally {
            jobs.remove(task);
        }
    }

    private <T> T result(Future<T> task, Doorbell bell) throws IOException {
        try {
            return task.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException refused -> throw refused;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (TimeoutException e) {
            task.cancel(false);
            stuck = true;
            bell.ring(); // it may have come back just now, and would not say so until somebody
            // rings
            throw new IOException(silent(), e);
        } catch (CancellationException e) {
            requireOpen();
            throw new IOException(silent(), e);
        } catch (InterruptedException e) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw new IOException("nobody waited for the mixer " + name, e);
        }
    }

    private void requireOpen() throws IOException {
        IOException why = over;
        if (why != null) {
            throw new IOException(why.getMessage(), why);
        } else if (stuck) {
            throw new IOException(silent());
        }
    }

    private String broke(@Nullable Throwable why) {
        return "the mixer " + name + " broke: " + why;
    }

    private String silent() {
        return "the mixer "
                + name
                + " does not come back; if a sound server is behind it, see whether that hangs";
    }

    /** Closes the mixer; when it does not come back, it is closed when it does. */
    @Override
    public void close() {
        closing = true;
        if (opened.isDone() && !opened.isCompletedExceptionally()) {
            opened.join().bell().ring();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!thread.join(Duration.ofMillis(LIMIT_MILLIS))) {
                LOG.log(WARNING, "{0}; it is left as it is", silent());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
