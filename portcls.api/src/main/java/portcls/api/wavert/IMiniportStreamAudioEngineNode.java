package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.BasicSupport;

import java.io.IOException;
import java.util.List;

/**
 * Optional on WaveRT streams of offload and loopback pins: what is asked of a pin ({@code
 * nn-portcls-iminiportstreamaudioenginenode}). Units as in {@link IMiniportAudioEngineNode}.
 */
@ConsumerType
@Irql(Level.PASSIVE)
public interface IMiniportStreamAudioEngineNode {
    /** Whether the stream's effects are on ({@code …-getlfxstate}). */
    boolean getLfxState();

    /** Switches them ({@code …-setlfxstate}). */
    void setLfxState(boolean enable) throws IOException;

    /** Channels with a control of their own ({@code …-getstreamchannelcount}). */
    int getStreamChannelCount(ChannelTargetType targetType);

    /** Ranges of a control, one per channel ({@code …-getstreamattributesteppings}). */
    List<BasicSupport.Stepping> getStreamAttributeSteppings(ChannelTargetType targetType);

    /** Volume of a channel ({@code …-getstreamchannelvolume}). */
    int getStreamChannelVolume(int channel);

    /**
     * Sets it ({@code …-setstreamchannelvolume}).
     *
     * @param channel −1 = all
     * @param curveDuration100ns length of the ramp; 0 with {@link CurveType#NONE}
     */
    void setStreamChannelVolume(
            int channel, int targetVolume, CurveType curveType, long curveDuration100ns)
            throws IOException;

    /** Whether a channel is muted ({@code …-getstreamchannelmute}). */
    boolean getStreamChannelMute(int channel);

    /** Mutes it; −1 = all ({@code …-setstreamchannelmute}). */
    void setStreamChannelMute(int channel, boolean mute) throws IOException;

    /** Peak of a channel since the last call ({@code …-getstreamchannelpeakmeter}). */
    int getStreamChannelPeakMeter(int channel);

    /** What is heard now ({@code …-getstreampresentationposition}). */
    PresentationPosition getStreamPresentationPosition();

    /**
     * The client has written up to this byte of the buffer ({@code
     * …-setstreamcurrentwriteposition}).
     */
    void setStreamCurrentWritePosition(int currentWritePosition);

    /** Bytes fetched since the stream's start ({@code …-getstreamlinearbufferposition}). */
    long getStreamLinearBufferPosition();

    /** What loopback pins get of this stream ({@code …-setstreamloopbackprotection}). */
    void setStreamLoopbackProtection(LoopbackProtection protection) throws IOException;
}
