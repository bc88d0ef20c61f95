package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.DataFormat;
import portcls.api.ks.ValueType;

import java.io.IOException;
import java.util.List;

/**
 * Optional on WaveRT miniports with an audio engine node: what is asked of the filter ({@code
 * nn-portcls-iminiportaudioenginenode}). Volumes are LONG in 1/65536 dB, meters 0 … {@link
 * Integer#MAX_VALUE}; the node is always the first parameter.
 */
@ConsumerType
@Irql(Level.PASSIVE)
public interface IMiniportAudioEngineNode {
    /** Its three pins ({@code …-getaudioenginedescriptor}). */
    AudioEngineDescriptor getAudioEngineDescriptor(int nodeId);

    /** Whether global effects are on ({@code …-getgfxstate}). */
    boolean getGfxState(int nodeId);

    /** Switches global effects ({@code …-setgfxstate}). */
    void setGfxState(int nodeId, boolean enable) throws IOException;

    /** Bytes of a format structure ({@code …-getengineformatsize}). */
    default int getEngineFormatSize(int nodeId, EngineFormatType formatType) {
        return switch (formatType) {
            case MIX_FORMAT -> ValueType.FORMAT.encode(getMixFormat(nodeId)).length;
            case DEVICE_FORMAT -> ValueType.FORMAT.encode(getDeviceFormat(nodeId)).length;
            case SUPPORTED_DEVICE_FORMATS ->
                    ValueType.FORMATS.encode(getSupportedDeviceFormats(nodeId)).length;
        };
    }

    /** Format in which streams are mixed ({@code …-getmixformat}). */
    DataFormat getMixFormat(int nodeId);

    /** Format behind the mix ({@code …-getdeviceformat}). */
    DataFormat getDeviceFormat(int nodeId);

    /** Changes it ({@code …-setdeviceformat}). */
    void setDeviceFormat(int nodeId, DataFormat format) throws IOException;

    /** What it can be ({@code …-getsupporteddeviceformats}). */
    List<DataFormat> getSupportedDeviceFormats(int nodeId);

    /** Channels with a control of their own ({@code …-getdevicechannelcount}). */
    int getDeviceChannelCount(int nodeId, ChannelTargetType targetType);

    /** Ranges of a control, one per channel ({@code …-getdeviceattributesteppings}). */
    List<BasicSupport.Stepping> getDeviceAttributeSteppings(
            int nodeId, ChannelTargetType targetType);

    /** Volume of a channel ({@code …-getdevicechannelvolume}). */
    int getDeviceChannelVolume(int nodeId, int channel);

    /** Sets it; −1 = all ({@code …-setdevicechannelvolume}). */
    void setDeviceChannelVolume(int nodeId, int channel, int volume) throws IOException;

    /** Whether a channel is muted ({@code …-getdevicechannelmute}). */
    boolean getDeviceChannelMute(int nodeId, int channel);

    /** Mutes it; −1 = all ({@code …-setdevicechannelmute}). */
    void setDeviceChannelMute(int nodeId, int channel, boolean mute) throws IOException;

    /** Peak of a channel since the last call ({@code …-getdevicechannelpeakmeter}). */
    int getDeviceChannelPeakMeter(int nodeId, int channel);

    /** Possible buffer sizes for a format now ({@code …-getbuffersizerange}). */
    BufferSizeRange getBufferSizeRange(int nodeId, DataFormat format) throws IOException;
}
