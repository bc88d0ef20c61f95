package adapter.virtual;

import static java.lang.System.Logger.Level.INFO;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

import portcls.api.adapter.Adapter;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A device as its configuration wants it: plugged in, changed as it is, or replaced by another one.
 * It registers the device itself, so that the device can go while its component stays. Any thread;
 * Declarative Services calls one method at a time anyway.
 *
 * @param <C> its configuration
 * @param <D> the device
 */
public final class ConfiguredDevice<C extends DeviceConfig<C>, D extends Adapter> {
    private static final System.Logger LOG = System.getLogger(ConfiguredDevice.class.getName());

    private final BundleContext context;
    private final Function<C, D> maker;
    private final BiConsumer<D, C> follower;
    private final Consumer<D> closer;

    // All below is guarded by this.
    private C config;
    private @Nullable Plugged<D> plugged;

    private record Plugged<D>(D device, AdapterService service) {}

    /**
     * Does nothing yet.
     *
     * @param maker makes a device
     * @param follower changes a device to a configuration of the same device
     * @param closer ends a device that is pulled out
     */
    public ConfiguredDevice(
            BundleContext context,
            C config,
            Function<C, D> maker,
            BiConsumer<D, C> follower,
            Consumer<D> closer) {
        this.context = context;
        this.config = config;
        this.maker = maker;
        this.follower = follower;
        this.closer = closer;
    }

    /** Plugs the device in. */
    public synchronized void plug() {
        if (!config.isPresent()) {
            LOG.log(
                    INFO,
                    "virtual:{0} is not there, since fault=sudden-death; set fault=none to have it",
                    config.name());
            return;
        }
        D device = maker.apply(config);
        plugged = new Plugged<>(device, AdapterService.plug(context, device));
    }

    /** Follows to another configuration: as it is where that is enough, else as a new device. */
    public synchronized void change(C changed) {
        boolean same = changed.sameDevice(config);
        config = changed;
        Plugged<D> now = plugged;
        if (now != null && same) {
            follower.accept(now.device(), changed);
            if (changed.isPresent()) {
                now.service().changed();
            } else {
                pull();
            }
        } else {
            pull();
            plug();
        }
    }

    /** Pulls a device out that is gone; by now there may be another. */
    public synchronized void pullGone() {
        Plugged<D> now = plugged;
        if (now != null && now.device().isGone()) {
            pull();
        }
    }

    /** Pulls the device out; when this returns its driver has let go. */
    public synchronized void pull() {
        Plugged<D> old = plugged;
        plugged = null;
        if (old != null) {
            try {
                old.service().pull();
            } finally {
                closer.accept(old.device());
            }
        }
    }
}
