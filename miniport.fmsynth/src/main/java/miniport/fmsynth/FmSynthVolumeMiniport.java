package miniport.fmsynth;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

import portcls.api.adapter.Miniport;
import portcls.api.midi.IMiniportMidi;

import java.time.Duration;

/**
 * General MIDI on an OPL3 with nothing behind it that sets its volume, so that the filter has a
 * volume of its own: the FM_SYNTH_WITH_VOLUME miniport of {@code nf-portcls-pcnewminiport}. Threads
 * and errors as in {@link FmSynthDriver}.
 */
@Component(
        service = IMiniportMidi.class,
        scope = ServiceScope.PROTOTYPE,
        property = "portcls.class=" + FmSynthVolumeMiniport.CLASS_ID)
@Miniport(device = "opl3-without-volume")
@Capability(
        namespace = "portcls.miniport",
        attribute = {"kind=midi", "device:List<String>=opl3-without-volume"})
public final class FmSynthVolumeMiniport extends FmSynthDriver {
    /** The id of {@link portcls.api.MiniportClass#FM_SYNTH_WITH_VOLUME}. */
    static final String CLASS_ID = "e5a3c139-f0f2-11d1-81af-0060083316c1";

    private static final Duration DELAY = Duration.ofSeconds(2);

    @Activate
    public FmSynthVolumeMiniport() {
        this(DELAY);
    }

    /** One that keeps its volume so long after it was changed. */
    FmSynthVolumeMiniport(Duration delay) {
        super(delay);
    }
}
