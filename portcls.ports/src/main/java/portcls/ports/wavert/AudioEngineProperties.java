package portcls.ports.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.DataFormat;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.ValueType;
import portcls.api.wavert.AudioEngineProperty;
import portcls.api.wavert.AudioEngineProperty.EngineVolume;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.IMiniportAudioEngineNode;
import portcls.api.wavert.IMiniportStreamAudioEngineNode;
import portcls.api.wavert.IMiniportStreamAudioEngineNode2;
import portcls.api.wavert.WaveAudioProperty;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The properties of an audio engine node ({@code
 * helper-interfaces-for-offloaded-audio-processing}): asked of the filter they go to {@link
 * IMiniportAudioEngineNode}, asked of a pin to {@link IMiniportStreamAudioEngineNode}.
 */
final class AudioEngineProperties {
    private AudioEngineProperties() {}

    static AutomationTable ofFilter() {
        return AutomationTable.of(
                PropertyItem.of(AudioEngineProperty.GFXENABLE)
                        .get(r -> engine(r).getGfxState(r.node()))
                        .set((r, on) -> engine(r).setGfxState(r.node(), on)),
                PropertyItem.of(AudioEngineProperty.MIXFORMAT)
                        .get(r -> engine(r).getMixFormat(r.node())),
                PropertyItem.of(AudioEngineProperty.DEVICEFORMAT)
                        .get(r -> engine(r).getDeviceFormat(r.node()))
                        .set((r, format) -> engine(r).setDeviceFormat(r.node(), format)),
                PropertyItem.of(AudioEngineProperty.SUPPORTEDDEVICEFORMATS)
                        .get(r -> engine(r).getSupportedDeviceFormats(r.node())),
                PropertyItem.of(AudioEngineProperty.DESCRIPTOR)
                        .get(r -> engine(r).getAudioEngineDescriptor(r.node())),
                PropertyItem.of(AudioEngineProperty.BUFFER_SIZE_RANGE)
                        .get(r -> engine(r).getBufferSizeRange(r.node(), formatOf(r))),
                PropertyItem.of(AudioProperty.VOLUMELEVEL)
                        .get(r -> engine(r).getDeviceChannelVolume(r.node(), r.channel()))
                        .set(
                                (r, level) ->
                                        engine(r)
                                                .setDeviceChannelVolume(
                                                        r.node(), r.channel(), level))
                        .support(
                                r ->
                                        ranges(
                                                engine(r)
                                                        .getDeviceAttributeSteppings(
                                                                r.node(),
                                                                ChannelTargetType
                                                                        .VOLUME_ATTRIBUTE))),
                PropertyItem.of(AudioProperty.MUTE)
                        .get(r -> engine(r).getDeviceChannelMute(r.node(), r.channel()))
                        .set(
                                (r, mute) ->
                                        engine(r).setDeviceChannelMute(r.node(), r.channel(), mute))
                        .support(
                                r ->
                                        BasicSupport.switches(
                                                engine(r)
                                                        .getDeviceChannelCount(
                                                                r.node(),
                                                                ChannelTargetType.MUTE_ATTRIBUTE))),
                PropertyItem.of(WaveAudioProperty.PEAKMETER2)
                        .get(r -> engine(r).getDeviceChannelPeakMeter(r.node(), r.channel()))
                        .support(
                                r ->
                                        ranges(
                                                engine(r)
                                                        .getDeviceAttributeSteppings(
                                                                r.node(),
                                                                ChannelTargetType
                                                                        .PEAK_METER_ATTRIBUTE))));
    }

    static AutomationTable ofPin() {
        return AutomationTable.of(
                PropertyItem.of(AudioEngineProperty.LFXENABLE)
                        .get(r -> stream(r).getLfxState())
                        .set((r, on) -> stream(r).setLfxState(on)),
                PropertyItem.of(AudioEngineProperty.LOOPBACK_PROTECTION)
                        .set((r, protection) -> stream(r).setStreamLoopbackProtection(protection)),
                PropertyItem.of(AudioEngineProperty.VOLUMELEVEL)
                        .get(
                                r ->
                                        new EngineVolume(
                                                stream(r).getStreamChannelVolume(r.channel()),
                                                CurveType.NONE,
                                                0))
                        .set(AudioEngineProperties::ramp),
                PropertyItem.of(AudioProperty.VOLUMELEVEL)
                        .get(r -> stream(r).getStreamChannelVolume(r.channel()))
                        .set(
                                (r, level) ->
                                        stream(r)
                                                .setStreamChannelVolume(
                                                        r.channel(), level, CurveType.NONE, 0))
                        .support(
                                r ->
                                        ranges(
                                                stream(r)
                                                        .getStreamAttributeSteppings(
                                                                ChannelTargetType
                                                                        .VOLUME_ATTRIBUTE))),
                PropertyItem.of(AudioProperty.MUTE)
                        .get(r -> stream(r).getStreamChannelMute(r.channel()))
                        .set((r, mute) -> stream(r).setStreamChannelMute(r.channel(), mute))
                        .support(
                                r ->
                                        BasicSupport.switches(
                                                stream(r)
                                                        .getStreamChannelCount(
                                                                ChannelTargetType.MUTE_ATTRIBUTE))),
                PropertyItem.of(WaveAudioProperty.PEAKMETER2)
                        .get(r -> stream(r).getStreamChannelPeakMeter(r.channel()))
                        .support(
                                r ->
                                        ranges(
                                                stream(r)
                                                        .getStreamAttributeSteppings(
                                                                ChannelTargetType
                                                                        .PEAK_METER_ATTRIBUTE))),
                PropertyItem.of(WaveAudioProperty.PRESENTATION_POSITION)
                        .get(r -> stream(r).getStreamPresentationPosition()),
                PropertyItem.of(WaveAudioProperty.LINEAR_BUFFER_POSITION)
                        .get(r -> stream(r).getStreamLinearBufferPosition()),
                PropertyItem.of(WaveAudioProperty.WAVERT_CURRENT_WRITE_POSITION)
                        .set((r, bytes) -> stream(r).setStreamCurrentWritePosition(bytes)),
                PropertyItem.of(WaveAudioProperty.WAVERT_CURRENT_WRITE_LASTBUFFER_POSITION)
                        .set(
                                (r, bytes) ->
                                        stream2(r)
                                                .setStreamCurrentWritePositionForLastBuffer(
                                                        bytes)));
    }

    private static void ramp(PropertyRequest<EngineVolume> request, EngineVolume volume)
            throws java.io.IOException {
        if (volume.curveType() == CurveType.NONE && volume.curveDuration100ns() != 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "without a curve the duration is 0: CurveType=NONE, CurveDuration="
                            + volume.curveDuration100ns());
        }
        stream(request)
                .setStreamChannelVolume(
                        request.channel(),
                        volume.targetVolume(),
                        volume.curveType(),
                        volume.curveDuration100ns());
    }

    private static BasicSupport ranges(List<Stepping> steppings) {
        return BasicSupport.channels(steppings, false);
    }

    private static DataFormat formatOf(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance().slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            return ValueType.FORMAT.decode(instance);
        } catch (IllegalArgumentException e) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "name a format: KSDATAFORMAT_WAVEFORMATEX behind the node: " + e.getMessage(),
                    e);
        }
    }

    private static IMiniportAudioEngineNode engine(PropertyRequest<?> request) {
        if (request.majorTarget() instanceof IMiniportAudioEngineNode engine) {
            return engine;
        }
        throw missing("IMiniportAudioEngineNode");
    }

    private static IMiniportStreamAudioEngineNode stream(PropertyRequest<?> request) {
        if (request.minorTarget().orElse(null) instanceof IMiniportStreamAudioEngineNode stream) {
            return stream;
        }
        throw missing("IMiniportStreamAudioEngineNode");
    }

    private static IMiniportStreamAudioEngineNode2 stream2(PropertyRequest<?> request) {
        if (request.minorTarget().orElse(null) instanceof IMiniportStreamAudioEngineNode2 stream) {
            return stream;
        }
        throw missing("IMiniportStreamAudioEngineNode2");
    }

    private static PortClsException missing(String what) {
        return new PortClsException(
                Status.NOT_SUPPORTED, "this stream or driver has no " + what + "; ask another pin");
    }
}
