package portcls.mpu401;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.ResourceType;

/**
 * What the UART needs of its adapter: one range of registers, at most one interrupt, nothing else.
 */
final class UartResources {
    private static final int REGISTERS = 2;

    private UartResources() {}

    /**
     * The registers.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when the list is not what is needed
     */
    static IoPort registers(IResourceList resources) {
        boolean right =
                resources.numberOfEntriesOfType(ResourceType.PORT) == 1
                        && resources.numberOfEntriesOfType(ResourceType.INTERRUPT) <= 1
                        && resources.numberOfEntriesOfType(ResourceType.DMA) == 0;
        return resources
                .first(IoPort.class)
                .filter(registers -> right && registers.length() >= REGISTERS)
                .orElseThrow(() -> wrong(resources));
    }

    /** Whether input is possible. */
    static boolean hasInterrupt(IResourceList resources) {
        return resources.numberOfEntriesOfType(ResourceType.INTERRUPT) > 0;
    }

    private static PortClsException wrong(IResourceList resources) {
        String granted =
                String.join(
                        ", ",
                        resources.translatedList().stream()
                                .map(entry -> entry.type() + " " + entry.description())
                                .toList());
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                "an MPU-401 must be granted one I/O port of 2 registers, at most one interrupt and"
                        + " no DMA channel; correct the adapter: resources=["
                        + granted
                        + "]");
    }
}
