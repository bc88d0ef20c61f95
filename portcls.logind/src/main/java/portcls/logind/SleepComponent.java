package portcls.logind;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import portcls.api.power.PowerManager;
import portcls.logind.lib.Bell;
import portcls.logind.lib.Bus;
import portcls.logind.lib.Functions;
import portcls.logind.lib.Library;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Has the devices sleep with the machine while the bundle is started. There is nothing to
 * configure: who does not want it stops the bundle. Where libsystemd is missing, which includes all
 * systems but Linux, that is said once, and nothing else happens.
 */
@Component(
        configurationPolicy = ConfigurationPolicy.IGNORE,
        immediate = true,
        service = {})
public final class SleepComponent {
    private static final System.Logger LOG = System.getLogger(SleepComponent.class.getName());
    private static final AtomicBoolean MISSING_TOLD = new AtomicBoolean();

    private final PowerManager power;
    private final Supplier<Library> library;
    private @Nullable SleepWatch watch;

    /** For the devices of that manager. */
    @Activate
    public SleepComponent(@Reference PowerManager power) {
        this(power, Library::find);
    }

    SleepComponent(PowerManager power, Supplier<Library> library) {
        this.power = power;
        this.library = library;
    }

    /** Begins to listen; the system bus is asked on another thread. */
    @Activate
    synchronized void start() {
        switch (library.get()) {
            case Library.Found found -> listen(found.functions());
            case Library.Missing missing -> {
                if (!MISSING_TOLD.getAndSet(true)) {
                    LOG.log(INFO, SleepWatch.notWatched(missing.why()));
                }
            }
        }
    }

    private void listen(Functions functions) {
        try {
            Bell bell = new Bell(functions);
            SleepWatch started =
                    new SleepWatch(
                            () -> {
                                Optional<Bus> bus = Bus.open(functions, bell);
                                return bus.isPresent()
                                        ? Optional.of(Logind.on(bus.get()))
                                        : Optional.empty();
                            },
                            new DevicesSleep(power),
                            bell);
            watch = started;
            started.start();
        } catch (IOException e) {
            LOG.log(WARNING, SleepWatch.notWatched(String.valueOf(e.getMessage())));
        }
    }

    /** Ends it; devices that sleep with the machine wake. */
    @Deactivate
    synchronized void stop() {
        SleepWatch old = watch;
        watch = null;
        if (old != null) {
            old.stop();
        }
    }
}
