package adapter.virtual.opl3;

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

/** Plugs a virtual OPL3 in: one without any configuration, else one for each configuration. */
@Component(
        configurationPid = Opl3Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Opl3Settings.class, factory = true)
public final class Opl3Component {
    static final String PID = "adapter.virtual.opl3";

    private final ConfiguredDevice<Opl3Config, VirtualOpl3> device;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Opl3Component(
            BundleContext context, @Reference MasterClock clock, Opl3Settings settings) {
        device =
                new ConfiguredDevice<>(
                        context,
                        Opl3Config.of(settings),
                        config -> new VirtualOpl3(clock, config, new RegisteredFilters(context)),
                        (it, config) -> it.setFault(config.fault()),
                        VirtualOpl3::close);
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
    void change(Opl3Settings settings) {
        device.change(Opl3Config.of(settings));
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        device.pull();
    }
}
