package adapter.jdk;

import adapter.jdk.platform.JavaSound;
import adapter.jdk.platform.PlatformSound;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plugs in what the Java platform finds, and looks again from time to time. The looks happen on a
 * thread of their own: the first takes a while, and on a broken sound system one can hang.
 */
@Component(
        configurationPid = JdkComponent.PID,
        immediate = true,
        service = {})
@Designate(ocd = JdkSettings.class)
public final class JdkComponent {
    static final String PID = "adapter.jdk";

    private static final Logger LOG = System.getLogger(JdkComponent.class.getName());
    private static final int MAX_RESCAN = 3_600;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final DeviceScan scan;
    private final int rescanSeconds;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public JdkComponent(BundleContext context, @Reference MasterClock clock, JdkSettings settings) {
        this(context, clock, settings, new PlatformSound());
    }

    JdkComponent(BundleContext context, MasterClock clock, JdkSettings settings, JavaSound sound) {
        rescanSeconds = settings.rescan();
        if (rescanSeconds < 0 || rescanSeconds > MAX_RESCAN) {
            throw new IllegalArgumentException(
                    "rescan=" + rescanSeconds + " is out of range; use 0 to " + MAX_RESCAN);
        }
        scan = new DeviceScan(context, clock, sound, settings);
    }

    /** Begins to look. */
    @Activate
    synchronized void start() {
        thread = Thread.ofPlatform().daemon().name("adapter.jdk scan").start(this::look);
    }

    /** Takes all devices away. */
    @Deactivate
    synchronized void stop() {
        Thread looking = thread;
        thread = null;
        stopping.countDown(); // no interrupt: it could meet a driver that is being bound
        if (looking != null) {
            end(looking);
        }
        scan.close();
    }

    private void look() {
        try {
            do {
                lookOnce();
            } while (rescanSeconds > 0 && !stopping.await(rescanSeconds, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            scan.look();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "the Java platform could not list its sound devices; they stay as they are",
                    e);
        }
    }

    private static void end(Thread looking) {
        boolean ended = false;
        try {
            ended = looking.join(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            LOG.log(
                    Level.WARNING,
                    "the Java platform still looks for sound devices after {0} ms; it is left"
                            + " alone, what it finds is not used",
                    LIMIT.toMillis());
        }
    }
}
