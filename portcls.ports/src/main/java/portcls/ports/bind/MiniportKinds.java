package portcls.ports.bind;

import portcls.api.IMiniport;
import portcls.api.PortClass;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.midi.IMiniportMidi;
import portcls.api.topology.IMiniportTopology;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavert.IMiniportWaveRT;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of miniport that are known: for each kind of port, the interface of its miniports. */
final class MiniportKinds {
    private static final Map<PortClass, Class<? extends IMiniport>> INTERFACES =
            new EnumMap<>(
                    Map.of(
                            PortClass.MIDI,
                            IMiniportMidi.class,
                            PortClass.DMUS,
                            IMiniportDMus.class,
                            PortClass.WAVERT,
                            IMiniportWaveRT.class,
                            PortClass.WAVECYCLIC,
                            IMiniportWaveCyclic.class,
                            PortClass.WAVEPCI,
                            IMiniportWavePci.class,
                            PortClass.TOPOLOGY,
                            IMiniportTopology.class));

    private MiniportKinds() {}

    /** The kind of port that binds this miniport, by the interface that it has. */
    static Optional<PortClass> portClassOf(IMiniport miniport) {
        return INTERFACES.entrySet().stream()
                .filter(kind -> kind.getValue().isInstance(miniport))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Under what a miniport may be registered as a service, the most special first. */
    static List<Class<? extends IMiniport>> serviceTypes() {
        List<Class<? extends IMiniport>> types = new ArrayList<>(INTERFACES.values());
        types.add(IMiniport.class);
        return types;
    }
}
