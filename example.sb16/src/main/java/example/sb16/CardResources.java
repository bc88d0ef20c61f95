package example.sb16;

import portcls.api.IInterruptSync;
import portcls.api.IResourceList;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Resource;
import portcls.sb16.Ct1745;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a card was granted, divided: a list for each subdevice ({@code resource-list-objects}). An
 * interrupt that several of them use is shared. For one thread.
 */
final class CardResources {
    private final PortCls portCls;
    private final Adapter device;
    private final IResourceList granted;
    private final Map<InterruptLine, SharedInterrupt> shared = new HashMap<>();
    private final IoPort registers;
    private final IResourceList wave;
    private final IResourceList topology;
    private final Optional<IResourceList> uart;
    private final Optional<IResourceList> fm;

    /**
     * Divides what was granted to all functions of a card.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when there are no registers
     */
    CardResources(PortCls portCls, Adapter device, IResourceList granted) {
        this.portCls = portCls;
        this.device = device;
        this.granted = granted;
        registers = granted.first(IoPort.class).orElseThrow(() -> noRegisters(device));
        wave = sublist(device.resources());
        topology = function("ct1745").orElseGet(() -> sublist(List.of(registers)));
        uart = function("mpu401");
        fm = function("opl3");
    }

    /** Registers of the card, its interrupt and its DMA channels. */
    IResourceList wave() {
        return wave;
    }

    /** The registers of the mixer, or those of the card, which they lie among. */
    IResourceList topology() {
        return topology;
    }

    /** Registers and interrupt of the MPU-401, if the card has one. */
    Optional<IResourceList> uart() {
        return uart;
    }

    /** The registers of the FM synthesizer, if the card has one. */
    Optional<IResourceList> fm() {
        return fm;
    }

    /** What the adapter driver keeps for itself. */
    Ct1745 mixer() {
        return new Ct1745(registers, Ct1745.OFFSET);
    }

    private Optional<IResourceList> function(String hardwareId) {
        return device.subdevices().stream()
                .filter(it -> it.hardwareIds().contains(hardwareId))
                .findFirst()
                .map(it -> sublist(it.resources()));
    }

    private IResourceList sublist(List<? extends Resource> resources) {
        IResourceList list = portCls.newResourceSublist(granted, resources.size());
        for (Resource resource : resources) {
            if (resource instanceof InterruptLine line && isShared(line)) {
                list.addEntry(share(line), line);
            } else {
                list.addEntryFromParent(granted, resource.type(), index(resource));
            }
        }
        return list;
    }

    /** Its place among the granted ones of its type. */
    private int index(Resource resource) {
        int index =
                granted.translatedList().stream()
                        .filter(it -> it.type() == resource.type())
                        .toList()
                        .indexOf(resource);
        if (index < 0) {
            throw new PortClsException(
                    Status.DEVICE_CONFIGURATION_ERROR,
                    device.id()
                            + " was not granted what one of its functions has: resource="
                            + resource.description());
        }
        return index;
    }

    private boolean isShared(InterruptLine line) {
        Stream<? extends Resource> all =
                Stream.concat(
                        device.resources().stream(),
                        device.subdevices().stream().flatMap(it -> it.resources().stream()));
        return all.filter(line::equals).count() > 1;
    }

    private InterruptLine share(InterruptLine line) {
        return shared.computeIfAbsent(
                        line,
                        _ ->
                                new SharedInterrupt(
                                        portCls.newInterruptSync(
                                                granted, index(line), IInterruptSync.Mode.REPEAT)))
                .branch(line.description());
    }

    private static PortClsException noRegisters(Adapter device) {
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                device.id()
                        + " grants no registers (a resource of type PORT), so that nothing of it"
                        + " can be reached; correct its adapter");
    }
}
