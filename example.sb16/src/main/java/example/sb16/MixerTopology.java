package example.sb16;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IPortEvents;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.IoPort;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsEvents;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Levels;
import portcls.sb16.Ct1745Volume;

import java.io.IOException;

/**
 * The mixer of the card as a topology miniport. What it looks like stands in {@link MixerFilter},
 * what its nodes do in {@link MixerControls}, where its sockets are in {@link MixerJacks}; {@link
 * MixerMemory} keeps how it is set. Its methods are called as {@link IMiniportTopology} says.
 */
final class MixerTopology implements IMiniportTopology {
    private static final System.Logger LOG = System.getLogger(MixerTopology.class.getName());

    /** What a bus reads where nothing is. */
    private static final int NO_CHIP = 0xFF;

    private String name = "Sound Blaster 16 mixer";
    private @Nullable MixerControls controls;
    private @Nullable MixerMemory memory;

    @Override
    public void init(Adapter adapter, IResourceList resources, IPortTopology port)
            throws IOException {
        name = adapter.name() + " mixer";
        IoPort registers = resources.first(IoPort.class).orElseThrow(MixerTopology::noRegisters);
        boolean wholeCard = registers.length() > Ct1745.LENGTH;
        Ct1745 chip = new Ct1745(registers, wholeCard ? Ct1745.OFFSET : 0);
        if (chip.read(Ct1745Volume.MASTER.register()) == NO_CHIP) {
            throw new IOException(
                    "no CT1745 answers at "
                            + chip.place()
                            + "; see whether the card is there and whether its address is right");
        }
        IPortEvents events = (IPortEvents) port;
        MixerMemory kept = new MixerMemory(registryKey(port));
        memory = kept;
        controls = new MixerControls(new Ct1745Levels(chip), kept, node -> changed(events, node));
    }

    /** The key of this filter; a mixer that nothing keeps is better than none. */
    private @Nullable IRegistryKey registryKey(IPortTopology port) {
        try {
            return port.newRegistryKey(RegistryKeyType.DEVICE_INTERFACE, null);
        } catch (PortClsException e) {
            LOG.log(WARNING, "{0} will not keep how it is set: {1}", name, e.getMessage());
            return null;
        }
    }

    @Override
    public FilterDescriptor getDescription() {
        MixerControls mine = controls;
        if (mine == null) {
            throw new PortClsException(
                    Status.DEVICE_NOT_READY, "this miniport has no card yet; init it first");
        }
        return MixerFilter.of(name, mine);
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
        }
    }

    /** Whoever watches the node reads it again ({@code hardware-events}). */
    private static void changed(IPortEvents events, int node) {
        events.generateEventList(
                KsEvents.CONTROL_CHANGE.set(), KsEvents.CONTROL_CHANGE.id(), false, 0, true, node);
    }

    private static PortClsException noRegisters() {
        return new PortClsException(
                Status.DEVICE_CONFIGURATION_ERROR,
                "the mixer needs an I/O port with its registers; give it one in its resource list");
    }
}
