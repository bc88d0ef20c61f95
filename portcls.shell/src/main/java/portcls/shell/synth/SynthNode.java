package portcls.shell.synth;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.Target;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;

import java.util.List;

/**
 * The node of a filter that makes the sound: what properties of a synthesizer are asked of.
 *
 * @param id node id
 */
public record SynthNode(int id) {
    /** What is asked for where nobody knows how many there are. */
    private static final int VOICES = 64;

    /** A song has 16 channels. */
    private static final int GROUPS = 1;

    /**
     * The node of a filter.
     *
     * @throws PortClsException NOT_FOUND when it is no synthesizer
     */
    public static SynthNode of(Filter filter) {
        List<NodeDescriptor> nodes = filter.descriptor().nodes();
        for (int id = 0; id < nodes.size(); id++) {
            if (nodes.get(id).type().equals(NodeTypes.SYNTHESIZER)) {
                return new SynthNode(id);
            }
        }
        throw new PortClsException(Status.NOT_FOUND, filter.id() + " is no synthesizer");
    }

    /**
     * Gives a new pin its voices, all that there are: until a program has asked for some, it has
     * none and is silent ({@code voice-allocation}). Pins share them note by note.
     */
    public void giveVoices(DirectMusicPin pin) {
        int voices = pin.get(SynthProperty.CAPS, target()).maxVoices();
        SynthPortParams wish =
                SynthPortParams.of(voices == SynthCaps.UNKNOWN ? VOICES : voices, GROUPS);
        var _ = pin.get(SynthProperty.PORTPARAMETERS, SynthTarget.portParams(id, wish));
    }

    /** As the target of a property. */
    Target target() {
        return Target.node(id);
    }
}
