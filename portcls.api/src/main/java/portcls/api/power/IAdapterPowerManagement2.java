package portcls.api.power;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.DevicePowerState;
import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * An adapter that is also told why ({@code nn-portcls-iadapterpowermanagement2}): the machine
 * sleeps, or the device alone.
 */
@ConsumerType
public interface IAdapterPowerManagement2 extends IAdapterPowerManagement {
    /**
     * Takes the place of {@link #powerChangeState} ({@code
     * nf-portcls-iadapterpowermanagement2-powerchangestate2}).
     *
     * @param newSystemState the machine's; WORKING when the device changes alone
     */
    @Irql(Level.PASSIVE)
    void powerChangeState2(DevicePowerState newDeviceState, SystemPowerState newSystemState);

    /** Not called: {@link #powerChangeState2} takes its place. */
    @Override
    default void powerChangeState(DevicePowerState newState) {}
}
