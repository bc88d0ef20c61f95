package miniport.topology;

import miniport.topology.ac97.Ac97Mixer;
import miniport.topology.ct1745.Ct1745Mixer;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.IoPort;
import portcls.api.adapter.Mixer;

import java.io.IOException;
import java.util.Optional;

/** Finds the mixer among what an adapter grants. */
final class MixerChoice {
    private MixerChoice() {}

    /**
     * A mixer as it is, or one over the registers of a chip: a codec has 128 bytes of them at
     * least, the chip of a Sound Blaster is reached by two, or by the whole range of its card.
     *
     * @throws PortClsException DEVICE_CONFIGURATION_ERROR when there is nothing of that kind
     * @throws IOException when the chip does not answer
     */
    static Mixer of(String device, IResourceList resources) throws IOException {
        Optional<Mixer> mixer = resources.first(Mixer.class);
        if (mixer.isPresent()) {
            return mixer.get();
        }
        IoPort registers =
                resources
                        .first(IoPort.class)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.DEVICE_CONFIGURATION_ERROR,
                                                device
                                                        + " grants no mixer: its adapter must have"
                                                        + " a Mixer or the IoPort of a mixer chip"
                                                        + " among its resources"));
        return registers.length() >= Ac97Mixer.REGISTER_BYTES
                ? new Ac97Mixer(registers)
                : new Ct1745Mixer(registers);
    }
}
