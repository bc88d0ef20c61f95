package adapter.virtual.mpu401;

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

/** Plugs a virtual MPU-401 in: one without any configuration, else one for each configuration. */
@Component(
        configurationPid = Mpu401Component.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = Mpu401Settings.class, factory = true)
public final class Mpu401Component {
    static final String PID = "adapter.virtual.mpu401";

    private final ConfiguredDevice<Mpu401Config, VirtualMpu401> device;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public Mpu401Component(
            BundleContext context, @Reference MasterClock clock, Mpu401Settings settings) {
        device =
                new ConfiguredDevice<>(
                        context,
                        Mpu401Config.of(settings),
                        config -> new VirtualMpu401(clock, config, new RegisteredFilters(context)),
                        (it, config) -> it.setFault(config.fault()),
                        VirtualMpu401::close);
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
    void change(Mpu401Settings settings) {
        device.change(Mpu401Config.of(settings));
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        device.pull();
    }
}
