package miniport.topology;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Mixer;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFlow;
import portcls.api.ks.EventItem;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the filter tells of the sockets of its bridge pins ({@code jack-description-property}). */
final class JackProperties {
    /** Bytes of KSP_PIN behind the header: PinId, Reserved. */
    private static final int PIN_BYTES = 8;

    private static final Set<Connection> DIGITAL_SOCKETS =
            EnumSet.of(Connection.OPTICAL, Connection.OTHER_DIGITAL);
    private static final Set<KsId> DIGITAL_LINES =
            Set.of(
                    PinCategories.DIGITAL_AUDIO_INTERFACE,
                    PinCategories.SPDIF_INTERFACE,
                    PinCategories.IEEE_1394_DA_STREAM,
                    PinCategories.IEEE_1394_DV_STREAM_SOUNDTRACK);

    private final Mixer mixer;
    private final List<MixerLine> lines;

    JackProperties(Mixer mixer, List<MixerLine> lines) {
        this.mixer = mixer;
        this.lines = lines;
    }

    /** The filter's own: nobody can open a bridge pin, so that clients name it to the filter. */
    AutomationTable table() {
        return AutomationTable.of(
                        PropertyItem.of(JackProperty.DESCRIPTION).get(this::jacks),
                        PropertyItem.of(JackProperty.DESCRIPTION2).get(this::jacks))
                .withEvents(EventItem.of(KsEvents.JACKINFOCHANGE));
    }

    private List<JackDescription> jacks(PropertyRequest<?> request) {
        MixerLine line = lines.get(pin(request));
        return mixer.jacks(line).stream().map(jack -> documented(line, jack)).toList();
    }

    /** Only an analog socket that plays has a place among the speakers. */
    private static JackDescription documented(MixerLine line, JackDescription jack) {
        boolean digital =
                DIGITAL_SOCKETS.contains(jack.connectionType())
                        || jack.geoLocation() == GeoLocation.HDMI
                        || DIGITAL_LINES.contains(line.category());
        if (!digital && line.flow() == DataFlow.OUT || jack.channelMapping() == 0) {
            return jack;
        }
        return new JackDescription(
                0,
                jack.color(),
                jack.connectionType(),
                jack.geoLocation(),
                jack.genLocation(),
                jack.portConnection(),
                jack.connected(),
                jack.presenceDetect(),
                jack.dynamicFormatChange());
    }

    private int pin(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        if (instance.remaining() < PIN_BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    request.item().key()
                            + " is asked with a pin id: KSP_PIN needs 8 bytes behind its header:"
                            + " bytes="
                            + instance.remaining());
        }
        int pin = instance.getInt(instance.position());
        if (pin < 0 || pin >= lines.size()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin id must lie in 0 … " + (lines.size() - 1) + ": pinId=" + pin);
        }
        return pin;
    }
}
