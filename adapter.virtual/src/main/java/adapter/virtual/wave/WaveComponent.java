package adapter.virtual.wave;

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

/**
 * Plugs a virtual wave device in: speakers without any configuration, else one device for each
 * configuration.
 */
@Component(
        configurationPid = WaveComponent.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true,
        service = {})
@Designate(ocd = WaveSettings.class, factory = true)
public final class WaveComponent {
    static final String PID = "adapter.virtual.wave";

    final ConfiguredDevice<WaveConfig, VirtualWave> device;

    /**
     * Checks the configuration.
     *
     * @throws IllegalArgumentException when something in it is not allowed
     */
    @Activate
    public WaveComponent(
            BundleContext context, @Reference MasterClock clock, WaveSettings settings) {
        device =
                new ConfiguredDevice<>(
                        context,
                        WaveConfig.of(settings),
                        config -> new VirtualWave(clock, config, this::pullGone),
                        (it, config) -> it.setSocket(config.socket()),
                        VirtualWave::close);
    }

    /** Plugs the device in. */
    @Activate
    void start() {
        device.plug();
    }

    /**
     * Follows a change: speakers are connected in another way while they play; anything else makes
     * it a new device.
     *
     * @throws IllegalArgumentException when something in it is not allowed; nothing changes then
     */
    @Modified
    void change(WaveSettings settings) {
        device.change(WaveConfig.of(settings));
    }

    /** Takes a device away that broke. */
    private void pullGone() {
        device.pullGone();
    }

    /** Takes the device away. */
    @Deactivate
    void stop() {
        device.pull();
    }
}
