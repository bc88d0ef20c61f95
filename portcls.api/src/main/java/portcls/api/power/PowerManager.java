package portcls.api.power;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.DevicePowerState;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.client.Registration;
import portcls.api.ks.KsId;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * The service by which people, and the machine's own power management, let devices sleep and wake.
 * Every call ends in a limited time, also when a driver or an adapter hangs: it is left to itself,
 * and the change is made without it. A driver that hangs in a step of its stream is taken away; of
 * an adapter that hangs or fails {@link PowerStatus#reason} says that its device's state is not
 * known, until it comes back or the next change. Thread-safe.
 *
 * <p>A program sees little of it: a stream that runs stays in RUN, its data waits while the device
 * sleeps, and goes on where it was. Whatever a program asks of a sleeping device wakes it first;
 * while the whole machine sleeps it waits, and fails with DEVICE_NOT_READY when that lasts.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface PowerManager {
    /** The machine's state as it was told last. */
    SystemPowerState systemState();

    /** How all devices stand that have a driver, in order of their ids. */
    List<PowerStatus> devices();

    /**
     * Brings a device to a state. Below D0 it stays there until something is asked of it. A card
     * sleeps as a whole: its functions have no state of their own.
     *
     * @throws portcls.api.PortClsException NOT_FOUND for an unknown id, DEVICE_BUSY when its
     *     adapter vetoes or a stream on it is in RUN (which {@link #suspend} pauses),
     *     INVALID_DEVICE_STATE for D0 while the machine sleeps
     */
    void setDeviceState(String deviceId, DevicePowerState state);

    /**
     * The machine goes to sleep: every device is asked, then brought to the state that belongs to
     * it. In the same state already nothing happens.
     *
     * @param critical whether nobody is asked: it cannot be helped
     * @return what did not go well, in plain words; empty when all did
     * @throws portcls.api.PortClsException DEVICE_BUSY when an adapter vetoes; every device stays
     *     as it was
     */
    List<String> suspend(SystemPowerState state, boolean critical);

    /**
     * The machine woke: every device that slept because of it comes back, and its streams go on.
     *
     * @return what did not go well, in plain words; empty when all did
     */
    List<String> resume();

    /** What the machine runs on, as it was told last; MAINS at first. */
    PowerSource powerSource();

    /** Tells it: from now on the other idle times count. */
    void setPowerSource(PowerSource source);

    /** How fast devices must be back from D3; RESPONSIVE at first. */
    ExitLatency exitLatency();

    /** Tells it: adapters that sleep in D3 are told; INSTANT wakes them and lets none go down. */
    void setExitLatency(ExitLatency latency);

    /**
     * Is told of every change when it is made, of a device that falls asleep as of one that wakes;
     * in order, on a thread that may block.
     */
    Registration onChange(Consumer<PowerStatus> listener);

    /**
     * Sends a power control code to the driver of a device.
     *
     * @return how many bytes of the answer there are
     * @throws portcls.api.PortClsException NOT_FOUND for an unknown id, NOT_SUPPORTED when the
     *     driver takes none
     */
    int sendPowerControl(String deviceId, KsId powerControlCode, ByteBuffer in, ByteBuffer out);

    /** Takes the codes that drivers send; one plug-in at a time, the last counts. */
    Registration plugIn(PowerControlCallback platform);
}
