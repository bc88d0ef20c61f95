package adapter.virtual.ac97;

import adapter.virtual.ConfiguredDevice;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

/** Plugs a virtual AC'97 in: one without any configuration, else one for each configuration. */
@Component(
        configurationPid = Ac97Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Ac97Settings.class, factory = true)
public final class Ac97Component {
    static final String PID = "adapter.virtual.ac97";

    private final ConfiguredDevice<Ac97Config, VirtualAc97> device;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Ac97Component(
            BundleContext context, @Reference MasterClock clock, Ac97Settings settings) {
        device =
                new ConfiguredDevice<>(
                        context,
                        Ac97Config.of(settings),
                        config -> new VirtualAc97(clock, config),
                        (it, config) -> it.setFault(config.fault()),
                        VirtualAc97::close);
    }

    /** Plugs the device in. */
    @Activate
    void start() {
        device.plug();
    }

    /**
     * Follows a change: a new fault comes over the device as it is; anything else makes it a new
     * device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    void change(Ac97Settings settings) {
        device.change(Ac97Config.of(settings));
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        device.pull();
    }
}
