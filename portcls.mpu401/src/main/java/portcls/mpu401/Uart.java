package portcls.mpu401;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IInterruptSync;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One MPU-401 in UART mode, from its resources to its end: what a miniport does with it besides its
 * streams. Its methods are PASSIVE and come one at a time.
 */
public final class Uart {
    private final String name;
    private final Adapter adapter;
    private final IResourceList resources;
    private final PortCls system;
    private final Mpu401 mpu;
    private @Nullable IServiceGroup group;
    private @Nullable UartInterrupt interrupt;
    private @Nullable IInterruptSync connected;
    private boolean asleep;

    /**
     * A device that is not touched yet.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when the resources are not what is needed
     */
    public Uart(Adapter adapter, IResourceList resources, PortCls system) {
        this.name = adapter.name();
        this.adapter = adapter;
        this.resources = resources;
        this.system = system;
        mpu = new Mpu401(UartResources.registers(resources), system.masterClock());
    }

    /**
     * Connects the interrupt if there is one, and brings the device into UART mode. {@link #close}
     * also after a failure.
     *
     * @param register how the port is told of the service group, before an interrupt can come
     * @param notify how the port is told that something came; only queues
     * @throws IOException when nothing answers like an MPU-401
     */
    public void open(Consumer<IServiceGroup> register, Consumer<IServiceGroup> notify)
            throws IOException {
        if (UartResources.hasInterrupt(resources)) {
            connectInterrupt(register, notify);
        }
        start();
    }

    /** Its registers. */
    public Mpu401 registers() {
        return mpu;
    }

    /** The group that is served when something came; null without an interrupt. */
    public @Nullable IServiceGroup serviceGroup() {
        return group;
    }

    /** Where input comes from; empty when there can be none, for want of an interrupt. */
    public Optional<UartInterrupt> input() {
        return Optional.ofNullable(interrupt);
    }

    /**
     * Follows the power of the device. Sleep takes it out of UART mode, so waking up is starting
     * again.
     *
     * @throws IOException when it does not come back; the next try may
     */
    public void powerChanged(DevicePowerState state) throws IOException {
        boolean awake = state == DevicePowerState.D0;
        if (awake && asleep) {
            start();
        }
        asleep = !awake;
    }

    /** Lets go of the interrupt and takes the device out of UART mode, unless it sleeps. */
    public void close() {
        if (interrupt != null) {
            interrupt.close();
        }
        if (connected != null) {
            connected.disconnect();
        }
        if (!asleep) {
            mpu.stop();
        }
    }

    private void connectInterrupt(
            Consumer<IServiceGroup> register, Consumer<IServiceGroup> notify) {
        IServiceGroup served = system.newServiceGroup(adapter);
        group = served;
        register.accept(served); // before an interrupt can come
        IInterruptSync shared = adapter.adapt(IInterruptSync.class).orElse(null);
        IInterruptSync sync =
                shared != null
                        ? shared
                        : system.newInterruptSync(resources, 0, IInterruptSync.Mode.NORMAL);
        interrupt = new UartInterrupt(mpu, () -> notify.accept(served), sync);
        sync.registerServiceRoutine(interrupt, true);
        if (shared == null) { // the adapter connects its own
            sync.connect();
            connected = sync;
        }
    }

    private void start() throws IOException {
        boolean started = interrupt == null ? mpu.start() : interrupt.heldOff(mpu::start);
        if (!started) {
            throw new IOException(
                    name
                            + " does not answer to a reset: see whether the device is there and on,"
                            + " whether its address is right ("
                            + mpu.place()
                            + "), and whether another program has it");
        }
    }
}
