package miniport.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.IInterruptSync;
import portcls.api.IResourceList;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;

import java.io.IOException;

/**
 * The device, from its resources to its end. At PASSIVE, one at a time. Without an interrupt it
 * works, too: the port asks by its timer.
 */
final class Hardware {
    private final BusMaster controller;
    private final Codec codec;
    private @Nullable Interrupt interrupt;
    private @Nullable IInterruptSync connected;

    /**
     * One that is not touched yet.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when the resources are not what is needed
     */
    Hardware(String name, IResourceList resources) {
        IoPort busMaster = registers(resources, 0, BusMaster.LENGTH);
        IoPort mixer = registers(resources, 1, Codec.LENGTH);
        controller = new BusMaster(busMaster);
        codec = new Codec(name, mixer, controller);
    }

    /**
     * Makes the codec ready and connects the interrupt. {@link #close} also after a failure.
     *
     * @throws IOException when the codec does not answer
     */
    void open(Adapter adapter, IResourceList resources, PortCls system) throws IOException {
        codec.start();
        if (resources.numberOfEntriesOfType(ResourceType.INTERRUPT) == 0) {
            return;
        }
        IInterruptSync shared = adapter.adapt(IInterruptSync.class).orElse(null);
        IInterruptSync sync =
                shared != null
                        ? shared
                        : system.newInterruptSync(resources, 0, IInterruptSync.Mode.NORMAL);
        Interrupt routine = new Interrupt(controller, sync);
        interrupt = routine;
        sync.registerServiceRoutine(routine, true);
        if (shared == null) { // the adapter connects its own
            sync.connect();
            connected = sync;
        }
    }

    BusMaster controller() {
        return controller;
    }

    Codec codec() {
        return codec;
    }

    /** Null when the device was granted none. */
    @Nullable Interrupt interrupt() {
        return interrupt;
    }

    /** Lets go of the interrupt. The codec stays on: its mixer may pass sound on. */
    void close() {
        if (interrupt != null) {
            interrupt.close();
        }
        if (connected != null) {
            connected.disconnect();
        }
    }

    private static IoPort registers(IResourceList resources, int index, int length) {
        Resource found = resources.findTranslatedEntry(ResourceType.PORT, index).orElse(null);
        if (found instanceof IoPort port && port.length() >= length) {
            return port;
        }
        throw new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                "an AC'97 controller must be granted two I/O ports, NABM of "
                        + BusMaster.LENGTH
                        + " registers first, then NAM of "
                        + Codec.LENGTH
                        + "; correct the adapter: resources="
                        + resources.translatedList().stream()
                                .map(entry -> entry.type() + " " + entry.description())
                                .toList());
    }
}
