package portcls.api.power;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.DevicePowerState;
import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;

/**
 * What an adapter does when its device changes its power state ({@code
 * nn-portcls-iadapterpowermanagement}). An {@link portcls.api.adapter.Adapter} that has one gives
 * it by {@code adapt(IAdapterPowerManagement.class)} and is called by itself; an adapter driver
 * that makes its subdevices itself registers it through {@link IPortClsPower} or {@link
 * portcls.api.PortCls}.
 *
 * <p>Outside D0 nothing may touch the hardware: registers that are written meanwhile are kept and
 * written when D0 returns. A device begins in D0.
 */
@ConsumerType
public interface IAdapterPowerManagement {
    /**
     * Brings the device to a state ({@code nf-portcls-iadapterpowermanagement-powerchangestate}).
     * Must not fail and is finished when it returns. Going down: streams were paused and miniports
     * were told before; mute or ramp the outputs first. Coming up: miniports are told and streams
     * go on afterwards.
     */
    @Irql(Level.PASSIVE)
    void powerChangeState(DevicePowerState newState);

    /**
     * Asked before a change that can wait ({@code
     * nf-portcls-iadapterpowermanagement-querypowerchangestate}); not before every change.
     *
     * @throws IOException to veto it: the text says why
     */
    @Irql(Level.PASSIVE)
    default void queryPowerChangeState(DevicePowerState newStateQuery) throws IOException {}

    /**
     * In which state the device is while the machine sleeps ({@code
     * nf-portcls-iadapterpowermanagement-querydevicecapabilities}).
     *
     * @param powerDeviceCaps what holds otherwise
     * @return that, or with deeper device states for some system states; a shallower one is not
     *     taken over
     * @throws IOException when it cannot tell; the given ones hold
     */
    @Irql(Level.PASSIVE)
    default DeviceCapabilities queryDeviceCapabilities(DeviceCapabilities powerDeviceCaps)
            throws IOException {
        return powerDeviceCaps;
    }
}
