package portcls.api.power;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.DevicePowerState;
import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;

/** An adapter that knows several depths of D3 ({@code nn-portcls-iadapterpowermanagement3}). */
@ConsumerType
public interface IAdapterPowerManagement3 extends IAdapterPowerManagement2 {
    /**
     * Takes the place of both others ({@code
     * nf-portcls-iadapterpowermanagement3-powerchangestate3}).
     *
     * @param d3ExitLatency on the way to D3 and out of it: how fast the way back must be; else
     *     INSTANT
     */
    @Irql(Level.PASSIVE)
    void powerChangeState3(
            DevicePowerState newDeviceState,
            SystemPowerState newSystemState,
            ExitLatency d3ExitLatency);

    /**
     * The way back must be faster, or may be slower ({@code
     * nf-portcls-iadapterpowermanagement3-d3exitlatencychanged}). Called in D3 alone; a device that
     * must be back at once is woken instead.
     *
     * @throws IOException when it cannot; it stays as deep as it is
     */
    @Irql(Level.PASSIVE)
    void d3ExitLatencyChanged(ExitLatency newD3ExitLatency) throws IOException;

    /** Not called: {@link #powerChangeState3} takes its place. */
    @Override
    default void powerChangeState2(
            DevicePowerState newDeviceState, SystemPowerState newSystemState) {}
}
