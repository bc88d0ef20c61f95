package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFormat;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.WaveDataFormat;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the filter tells of its pins beyond their descriptors: sockets and their changes, preferred
 * formats.
 */
final class FilterProperties {
    /** Bytes of KSP_PIN behind the header: PinId, Reserved. */
    private static final int PIN_BYTES = 8;

    private static final Set<Connection> DIGITAL_SOCKETS =
            EnumSet.of(Connection.OPTICAL, Connection.OTHER_DIGITAL);
    private static final Set<KsId> DIGITAL_CONNECTORS =
            Set.of(
                    PinCategories.DIGITAL_AUDIO_INTERFACE,
                    PinCategories.SPDIF_INTERFACE,
                    PinCategories.IEEE_1394_DA_STREAM,
                    PinCategories.IEEE_1394_DV_STREAM_SOUNDTRACK);

    private final FilterLayout layout;
    private final Sockets sockets;

    FilterProperties(FilterLayout layout, Sockets sockets) {
        this.layout = layout;
        this.sockets = sockets;
    }

    AutomationTable table() {
        return AutomationTable.of(
                        PropertyItem.of(JackProperty.DESCRIPTION).get(this::jacks),
                        PropertyItem.of(JackProperty.DESCRIPTION2).get(this::jacks),
                        PropertyItem.of(PinProperty.PROPOSEDATAFORMAT).get(this::preferred),
                        PropertyItem.of(PinProperty.CONSTRAINEDDATARANGES)
                                .get(request -> layout.ranges(pin(request))))
                .withEvents(sockets.events());
    }

    private List<JackDescription> jacks(PropertyRequest<?> request) {
        int pin = pin(request);
        if (layout.isStreaming(pin)) {
            return List.of();
        }
        WaveEndpoint endpoint = layout.connector(pin);
        return sockets.of(endpoint).stream().map(jack -> documented(endpoint, jack)).toList();
    }

    private DataFormat preferred(PropertyRequest<?> request) {
        int pin = pin(request);
        if (!layout.isStreaming(pin)) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    "a bridge pin prefers no format; ask a streaming pin: pinId=" + pin);
        }
        return WaveDataFormat.of(layout.endpoint(pin).preferred());
    }

    /** Only an analog socket that plays has a place among the speakers. */
    private static JackDescription documented(WaveEndpoint endpoint, JackDescription jack) {
        boolean digital =
                DIGITAL_SOCKETS.contains(jack.connectionType())
                        || jack.geoLocation() == GeoLocation.HDMI
                        || DIGITAL_CONNECTORS.contains(endpoint.connector());
        if (!digital && !endpoint.isCapture() || jack.channelMapping() == 0) {
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
        if (!layout.isPin(pin)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "pin id must lie in 0 … " + (layout.pinCount() - 1) + ": pinId=" + pin);
        }
        return pin;
    }
}
