package adapter.virtual.wave;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.WaveFormat;

import java.util.List;

/** The connectors of the devices. */
final class Endpoints {
    static final int LOWEST_RATE = 8_000;
    static final int HIGHEST_RATE = 384_000;
    static final int MOST_CHANNELS = 32;

    /** The connector that host and offload streams leave by. */
    static final String SPEAKER = "Speaker";

    static final String MICROPHONE = "Microphone";

    private static final int STREAMS = 8;
    private static final int OFFLOAD_STREAMS = 3;

    /** Streams that one device may have to mix. */
    static final int MOST_RENDER_STREAMS = STREAMS + OFFLOAD_STREAMS;

    /** KSAUDIO_SPEAKER_MONO and KSAUDIO_SPEAKER_STEREO. */
    private static final int MONO = 4;

    private static final int STEREO = 3;

    private Endpoints() {}

    /** Those of a device. */
    static List<WaveEndpoint> of(WaveConfig config) {
        WaveFormat preferred = config.preferred();
        List<AudioDataRange> any = ranges(LOWEST_RATE, HIGHEST_RATE);
        if (config.kind() == DeviceKind.CABLE) {
            KsId line = PinCategories.LINE_CONNECTOR;
            return List.of(
                    WaveEndpoint.render("Cable in", line, preferred, any).streams(STREAMS),
                    WaveEndpoint.capture("Cable out", line, preferred, any).streams(STREAMS));
        }
        KsId speaker = PinCategories.SPEAKER;
        JackDescription socket = socket(config);
        return List.of(
                WaveEndpoint.render(SPEAKER, speaker, preferred, any)
                        .streams(STREAMS)
                        .jacks(socket),
                WaveEndpoint.render("Speaker offload", speaker, preferred, any)
                        .role(Role.OFFLOAD)
                        .streams(OFFLOAD_STREAMS)
                        .jacks(socket),
                WaveEndpoint.capture("Loopback", speaker, preferred, any)
                        .role(Role.LOOPBACK)
                        .streams(STREAMS),
                microphone(config, any).streams(STREAMS).jacks(JackDescription.integrated(0)));
    }

    /** The socket of the speakers as it is at first. */
    static JackDescription socket(WaveConfig config) {
        return socket(config, config.socket());
    }

    /** The socket of the speakers when they are connected in that way. */
    static JackDescription socket(WaveConfig config, Socket connected) {
        return connected.describe(speakers(config.preferred().channels()));
    }

    /** A microphone that hears a file has the rate of that file and no other. */
    private static WaveEndpoint microphone(WaveConfig config, List<AudioDataRange> any) {
        WaveFormat file = config.hearing().fileFormat();
        List<AudioDataRange> formats =
                file == null ? any : ranges(file.samplesPerSecond(), file.samplesPerSecond());
        return WaveEndpoint.capture(
                MICROPHONE,
                PinCategories.MICROPHONE,
                file == null ? config.preferred() : preferred(file, formats),
                formats);
    }

    private static WaveFormat preferred(WaveFormat file, List<AudioDataRange> formats) {
        return formats.stream().anyMatch(file::fits)
                ? file
                : WaveFormat.float32(file.samplesPerSecond(), file.channels());
    }

    private static List<AudioDataRange> ranges(int lowestRate, int highestRate) {
        return List.of(
                AudioDataRange.float32(MOST_CHANNELS, lowestRate, highestRate),
                AudioDataRange.pcm(MOST_CHANNELS, lowestRate, highestRate));
    }

    private static int speakers(int channels) {
        return switch (channels) {
            case 1 -> MONO;
            case 2 -> STEREO;
            default -> 0;
        };
    }
}
