package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.DataFormat;
import portcls.api.wavert.AudioEngineDescriptor;
import portcls.api.wavert.BufferSizeRange;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.IMiniportAudioEngineNode;

import java.io.IOException;
import java.util.List;

/** The audio engine interface of the miniport: every call goes to the engine of its node. */
interface EngineNodeMiniport extends IMiniportAudioEngineNode {
    /**
     * The engine of a node.
     *
     * @throws PortClsException INVALID_PARAMETER when the node is not an audio engine
     */
    AudioEngine audioEngine(int nodeId);

    @Override
    default AudioEngineDescriptor getAudioEngineDescriptor(int nodeId) {
        return audioEngine(nodeId).descriptor();
    }

    @Override
    default boolean getGfxState(int nodeId) {
        AudioEngine engine = audioEngine(nodeId);
        return engine.hasLevels() && engine.levels().effects();
    }

    @Override
    default void setGfxState(int nodeId, boolean enable) {
        AudioEngine engine = audioEngine(nodeId);
        if (enable || engine.hasLevels()) {
            engine.levels().effects(enable);
        }
    }

    @Override
    default DataFormat getMixFormat(int nodeId) {
        return audioEngine(nodeId).mixFormat();
    }

    @Override
    default DataFormat getDeviceFormat(int nodeId) {
        return audioEngine(nodeId).deviceFormat();
    }

    @Override
    default void setDeviceFormat(int nodeId, DataFormat format) {
        DataFormat device = audioEngine(nodeId).deviceFormat();
        if (!format.equals(device)) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    "this device keeps its format: deviceFormat=" + device + ", format=" + format);
        }
    }

    @Override
    default List<DataFormat> getSupportedDeviceFormats(int nodeId) {
        return audioEngine(nodeId).deviceFormats();
    }

    @Override
    default int getDeviceChannelCount(int nodeId, ChannelTargetType targetType) {
        AudioEngine engine = audioEngine(nodeId);
        return engine.hasLevels() ? engine.levels().channels() : 0;
    }

    @Override
    default List<BasicSupport.Stepping> getDeviceAttributeSteppings(
            int nodeId, ChannelTargetType targetType) {
        return audioEngine(nodeId).levels().steppings(targetType);
    }

    @Override
    default int getDeviceChannelVolume(int nodeId, int channel) {
        return audioEngine(nodeId).levels().volume(channel);
    }

    @Override
    default void setDeviceChannelVolume(int nodeId, int channel, int volume) {
        audioEngine(nodeId).levels().volume(channel, volume, CurveType.NONE, 0);
    }

    @Override
    default boolean getDeviceChannelMute(int nodeId, int channel) {
        return audioEngine(nodeId).levels().muted(channel);
    }

    @Override
    default void setDeviceChannelMute(int nodeId, int channel, boolean mute) {
        audioEngine(nodeId).levels().muted(channel, mute);
    }

    @Override
    default int getDeviceChannelPeakMeter(int nodeId, int channel) {
        return audioEngine(nodeId).levels().peak(channel);
    }

    @Override
    default BufferSizeRange getBufferSizeRange(int nodeId, DataFormat format) throws IOException {
        return audioEngine(nodeId).bufferSizes(format);
    }
}
