package portcls.ports.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.IMiniportWaveRTInputStream;
import portcls.api.wavert.IMiniportWaveRTOutputStream;
import portcls.api.wavert.IMiniportWaveRTStreamNotification;
import portcls.api.wavert.RtAudioBuffer;
import portcls.api.wavert.RtAudioProperty;
import portcls.api.wavert.WaveAudioProperty;
import portcls.ports.property.PortProperties;

import java.io.IOException;
import java.nio.ByteBuffer;

/** KSPROPSETID_RtAudio and the positions of KSPROPSETID_Audio, of an open pin. */
final class RtAudioProperties {
    private static final int SIZE_OFFSET = 8;
    private static final int COUNT_OFFSET = 12;
    private static final int MOST_DOCUMENTED_PACKETS = 2;

    private RtAudioProperties() {}

    static AutomationTable table() {
        return AutomationTable.of(
                PropertyItem.of(RtAudioProperty.BUFFER)
                        .get(request -> buffer(pin(request), request.instance(), 0)),
                PropertyItem.of(RtAudioProperty.BUFFER_WITH_NOTIFICATION)
                        .get(
                                request -> {
                                    WaveRtPin pin = pin(request);
                                    pin.notifying();
                                    return buffer(pin, request.instance(), count(request));
                                }),
                PropertyItem.of(RtAudioProperty.HWLATENCY)
                        .get(
                                request -> {
                                    pin(request).requireMade();
                                    return pin(request).stream().getHWLatency();
                                }),
                PropertyItem.of(RtAudioProperty.POSITIONREGISTER)
                        .get(request -> pin(request).mapRegister(false)),
                PropertyItem.of(RtAudioProperty.CLOCKREGISTER)
                        .get(request -> pin(request).mapRegister(true)),
                PropertyItem.of(RtAudioProperty.REGISTER_NOTIFICATION_EVENT)
                        .set((request, event) -> pin(request).registerEvent(event)),
                PropertyItem.of(RtAudioProperty.UNREGISTER_NOTIFICATION_EVENT)
                        .set((request, event) -> pin(request).unregisterEvent(event)),
                PropertyItem.of(RtAudioProperty.QUERY_NOTIFICATION_SUPPORT)
                        .get(
                                request ->
                                        pin(request).stream()
                                                instanceof IMiniportWaveRTStreamNotification),
                PropertyItem.of(RtAudioProperty.PACKETCOUNT)
                        .get(request -> output(request).getPacketCount()),
                PropertyItem.of(RtAudioProperty.PRESENTATION_POSITION)
                        .get(request -> output(request).getOutputStreamPresentationPosition()),
                PropertyItem.of(RtAudioProperty.GETREADPACKET)
                        .get(
                                request ->
                                        input(request)
                                                .getReadPacket()
                                                .orElseThrow(RtAudioProperties::nothingNew)),
                PropertyItem.of(RtAudioProperty.SETWRITEPACKET)
                        .set(
                                (request, packet) ->
                                        output(request)
                                                .setWritePacket(
                                                        packet.packetNumber(),
                                                        packet.flags(),
                                                        packet.eosPacketLength())),
                PropertyItem.of(WaveAudioProperty.POSITION)
                        .get(request -> pin(request).position()));
    }

    private static RtAudioBuffer buffer(WaveRtPin pin, ByteBuffer instance, int packets)
            throws IOException {
        if (instance.remaining() < SIZE_OFFSET + Integer.BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "say how large the buffer shall be: KSRTAUDIO_BUFFER_PROPERTY behind the"
                            + " property");
        }
        int size = instance.getInt(instance.position() + SIZE_OFFSET);
        WaveRtPin.RtBuffer made = pin.allocateNow(size, packets);
        return new RtAudioBuffer(
                made.memory(), made.bytes(), made.audio().cacheType() == CacheType.WRITE_COMBINED);
    }

    private static int count(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        int count =
                instance.remaining() < COUNT_OFFSET + Integer.BYTES
                        ? 0
                        : instance.getInt(instance.position() + COUNT_OFFSET);
        if (count < 1 || count > MOST_DOCUMENTED_PACKETS) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "NotificationCount is 1 (end) or 2 (middle and end): NotificationCount="
                            + count);
        }
        return count;
    }

    private static IMiniportWaveRTOutputStream output(PropertyRequest<?> request) {
        if (pin(request).stream() instanceof IMiniportWaveRTOutputStream output) {
            return output;
        }
        throw noPackets("IMiniportWaveRTOutputStream");
    }

    private static IMiniportWaveRTInputStream input(PropertyRequest<?> request) {
        if (pin(request).stream() instanceof IMiniportWaveRTInputStream input) {
            return input;
        }
        throw noPackets("IMiniportWaveRTInputStream");
    }

    private static PortClsException noPackets(String missing) {
        return new PortClsException(
                Status.NOT_SUPPORTED,
                "this stream has no packets of that direction (it has no "
                        + missing
                        + "); go by positions instead");
    }

    private static PortClsException nothingNew() {
        return new PortClsException(Status.DEVICE_NOT_READY, "no new packet was captured yet");
    }

    private static WaveRtPin pin(PropertyRequest<?> request) {
        return (WaveRtPin) PortProperties.pin(request);
    }
}
