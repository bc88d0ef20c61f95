package adapter.virtual.sb16;

import adapter.virtual.ConfiguredDevice;
import adapter.virtual.sound.RegisteredFilters;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.time.MasterClock;

/**
 * Plugs a virtual Sound Blaster 16 in: one without any configuration, else one for each
 * configuration.
 */
@Component(
        configurationPid = Sb16Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Sb16Settings.class, factory = true)
public final class Sb16Component {
    static final String PID = "adapter.virtual.sb16";

    private final ConfiguredDevice<Sb16Config, VirtualSb16> device;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Sb16Component(
            BundleContext context, @Reference MasterClock clock, Sb16Settings settings) {
        device =
                new ConfiguredDevice<>(
                        context,
                        Sb16Config.of(settings),
                        config -> new VirtualSb16(clock, config, new RegisteredFilters(context)),
                        (it, config) -> it.setFault(config.fault()),
                        VirtualSb16::close);
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
    void change(Sb16Settings settings) {
        device.change(Sb16Config.of(settings));
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        device.pull();
    }
}
