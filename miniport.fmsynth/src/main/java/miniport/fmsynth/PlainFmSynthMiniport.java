package miniport.fmsynth;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.adapter.Miniport;
import portcls.api.midi.IMiniportMidi;

/**
 * General MIDI on an OPL3 whose volume is set behind it, by a mixer: the FM_SYNTH miniport of
 * {@code nf-portcls-pcnewminiport}. Threads and errors as in {@link FmSynthDriver}.
 *
 * <p>The components of a bundle are registered by their names: {@link FmSynthVolumeMiniport}, which
 * fits a chip better, has to come first, so that no chip is given to this one for a moment and
 * taken away again.
 */
@Component(
        service = IMiniportMidi.class,
        scope = ServiceScope.PROTOTYPE,
        property = "portcls.class=" + PlainFmSynthMiniport.CLASS_ID)
@Miniport(device = "opl3")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=midi", "device:List<String>=opl3"})
public final class PlainFmSynthMiniport extends FmSynthDriver {
    /** The id of {@link portcls.api.MiniportClass#FM_SYNTH}. */
    static final String CLASS_ID = "b4c90ae0-5791-11d0-86f9-00a0c911b544";

    public PlainFmSynthMiniport() {
        super(null);
    }
}
