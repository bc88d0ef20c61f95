package adapter.jack;

import adapter.jack.lib.Library;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The devices of a JACK server: of the default one without a configuration, else of one for each
 * configuration. Where there is no libjack this is said once, and nothing else happens.
 */
@Component(
        configurationPid = JackComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = JackSettings.class, factory = true)
public final class JackComponent {
    static final String PID = "adapter.jack";

    private static final Logger LOG = System.getLogger(JackComponent.class.getName());
    private static final AtomicBoolean MISSING_TOLD = new AtomicBoolean();

    private final BundleContext context;
    private final MasterClock clock;
    private final JackConfig config;
    private final Supplier<Library> library;
    private @Nullable ServerWatch watch;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public JackComponent(
            BundleContext context, @Reference MasterClock clock, JackSettings settings) {
        this(context, clock, settings, Library::find);
    }

    JackComponent(
            BundleContext context,
            MasterClock clock,
            JackSettings settings,
            Supplier<Library> library) {
        this.context = context;
        this.clock = clock;
        this.library = library;
        config = JackConfig.of(settings);
    }

    /** Begins to look for the server. */
    @Activate
    synchronized void start() {
        switch (library.get()) {
            case Library.Found _ -> {
                ServerWatch started = new ServerWatch(context, clock, config);
                watch = started;
                started.start();
            }
            case Library.Missing missing -> {
                if (!MISSING_TOLD.getAndSet(true)) {
                    LOG.log(Level.INFO, missing.why());
                }
            }
        }
    }

    /** Takes the devices away. */
    @Deactivate
    synchronized void stop() {
        ServerWatch old = watch;
        watch = null;
        if (old != null) {
            old.stop();
        }
    }
}
