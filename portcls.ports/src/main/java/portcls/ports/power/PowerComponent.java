package portcls.ports.power;

import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import portcls.api.DevicePowerState;
import portcls.api.PortCls;
import portcls.api.client.Registration;
import portcls.api.ks.KsId;
import portcls.api.power.ExitLatency;
import portcls.api.power.IdleSettings;
import portcls.api.power.PowerControlCallback;
import portcls.api.power.PowerManager;
import portcls.api.power.PowerSource;
import portcls.api.power.PowerStatus;
import portcls.api.power.SystemPowerState;
import portcls.ports.port.PortHouse;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The service for power, with its configuration, over the house that offers {@link PortCls}. */
@Component(
        service = {PowerManager.class, ConfigurationListener.class},
        configurationPid = "portcls.power")
@Designate(ocd = PowerSettings.class)
public final class PowerComponent implements PowerManager, ConfigurationListener {
    private static final String DEVICE_KEYS = "portcls.registry.device";

    private final PowerHouse house;

    /** Over the port drivers of this bundle. */
    @Activate
    public PowerComponent(@Reference PortCls portCls, PowerSettings settings) {
        house = ((PortHouse) portCls).power();
        modified(settings);
    }

    @Modified
    void modified(PowerSettings settings) {
        house.idleDefaults(
                new IdleSettings(
                        Duration.ofSeconds(settings.conservationIdleTime()),
                        Duration.ofSeconds(settings.performanceIdleTime()),
                        IdleRegistry.state(settings.idlePowerState()),
                        settings.immediateIdle()));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (DEVICE_KEYS.equals(event.getFactoryPid())) {
            house.reloadIdleSettings();
        }
    }

    @Override
    public SystemPowerState systemState() {
        return house.systemState();
    }

    @Override
    public List<PowerStatus> devices() {
        return house.devices();
    }

    @Override
    public void setDeviceState(String deviceId, DevicePowerState state) {
        house.setDeviceState(deviceId, state);
    }

    @Override
    public List<String> suspend(SystemPowerState state, boolean critical) {
        return house.suspend(state, critical);
    }

    @Override
    public List<String> resume() {
        return house.resume();
    }

    @Override
    public PowerSource powerSource() {
        return house.powerSource();
    }

    @Override
    public void setPowerSource(PowerSource source) {
        house.setPowerSource(source);
    }

    @Override
    public ExitLatency exitLatency() {
        return house.exitLatency();
    }

    @Override
    public void setExitLatency(ExitLatency latency) {
        house.setExitLatency(latency);
    }

    @Override
    public Registration onChange(Consumer<PowerStatus> listener) {
        return house.onChange(listener);
    }

    @Override
    public int sendPowerControl(
            String deviceId, KsId powerControlCode, ByteBuffer in, ByteBuffer out) {
        return house.sendPowerControl(deviceId, powerControlCode, in, out);
    }

    @Override
    public Registration plugIn(PowerControlCallback platform) {
        return house.plugIn(platform);
    }
}
