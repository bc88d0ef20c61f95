package miniport.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.BasicSupport;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.IMiniportStreamAudioEngineNode;
import portcls.api.wavert.LoopbackProtection;

import java.util.List;

/** What offload and loopback streams answer alike: the controls of the engine's stream. */
interface EngineNodeStream extends IMiniportStreamAudioEngineNode {
    /** The stream's controls. */
    Levels levels();

    /** Whether what this stream plays is heard on a loopback pin. */
    boolean isLoopedBack();

    @Override
    default boolean getLfxState() {
        return levels().effects();
    }

    @Override
    default void setLfxState(boolean enable) {
        levels().effects(enable);
    }

    @Override
    default int getStreamChannelCount(ChannelTargetType targetType) {
        return levels().channels();
    }

    @Override
    default List<BasicSupport.Stepping> getStreamAttributeSteppings(ChannelTargetType targetType) {
        return levels().steppings(targetType);
    }

    @Override
    default int getStreamChannelVolume(int channel) {
        return levels().volume(channel);
    }

    @Override
    default void setStreamChannelVolume(
            int channel, int targetVolume, CurveType curveType, long curveDuration100ns) {
        levels().volume(channel, targetVolume, curveType, curveDuration100ns);
    }

    @Override
    default boolean getStreamChannelMute(int channel) {
        return levels().muted(channel);
    }

    @Override
    default void setStreamChannelMute(int channel, boolean mute) {
        levels().muted(channel, mute);
    }

    @Override
    default int getStreamChannelPeakMeter(int channel) {
        return levels().peak(channel);
    }

    @Override
    default void setStreamLoopbackProtection(LoopbackProtection protection) {
        if (protection == LoopbackProtection.MUTE && isLoopedBack()) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    "this device cannot keep a stream out of its loopback: protection=MUTE");
        }
    }
}
