package portcls.api.adapter;

import portcls.api.ks.DataFlow;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;

import java.util.List;

/**
 * A line into or out of a {@link Mixer}: a wire from a wave filter, a socket. It becomes a bridge
 * pin of that name.
 *
 * @param name unique among lines and controls of the mixer
 * @param flow IN: sound comes into the mixer here
 * @param category what is there, see {@link portcls.api.ks.PinCategories}
 * @param jacks its sockets; empty when it is an inner wire
 */
public record MixerLine(String name, DataFlow flow, KsId category, List<JackDescription> jacks) {
    public MixerLine {
        jacks = List.copyOf(jacks);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a line needs a name: name=\"" + name + "\"");
        }
        if (flow != DataFlow.IN && flow != DataFlow.OUT) {
            throw new IllegalArgumentException(
                    "a line goes into the mixer (IN) or out of it (OUT): flow=" + flow);
        }
    }

    /** A line into the mixer. */
    public static MixerLine in(String name, KsId category, JackDescription... jacks) {
        return new MixerLine(name, DataFlow.IN, category, List.of(jacks));
    }

    /** A line out of the mixer. */
    public static MixerLine out(String name, KsId category, JackDescription... jacks) {
        return new MixerLine(name, DataFlow.OUT, category, List.of(jacks));
    }
}
