package adapter.jack.wave;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.PortKind;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A JACK server as a wave engine: one endpoint that plays and one that records, any number of
 * streams on each. All are at the server's rate; integers are converted in the cycle.
 */
public final class JackEngine implements WaveEngine {
    private static final int STEREO = 2;
    private static final int LEAST_BITS = 16;
    private static final int MOST_BITS = 32;

    private final JackClient client;
    private final int sampleRate;
    private final boolean connect;
    private final List<String> physicalInputs;
    private final List<String> physicalOutputs;
    private final WaveEndpoint playback;
    private final WaveEndpoint capture;

    /** Streams that are open, at the place of their number; guarded by this. */
    private final List<JackStream> streams = new ArrayList<>();

    /**
     * Looks at the server.
     *
     * @param channels most channels of a stream; 0 = as many as the server has physical ports, at
     *     least two
     * @param connect whether streams are connected with the physical ports
     */
    public JackEngine(JackClient client, int channels, boolean connect) throws IOException {
        this.client = client;
        this.connect = connect;
        sampleRate = client.sampleRate();
        physicalInputs = client.ports("", PortKind.AUDIO, JackClient.INPUT | JackClient.PHYSICAL);
        physicalOutputs = client.ports("", PortKind.AUDIO, JackClient.OUTPUT | JackClient.PHYSICAL);
        playback =
                endpoint(
                        "System playback",
                        PinCategories.SPEAKER,
                        channels > 0 ? channels : Math.max(STEREO, physicalInputs.size()),
                        WaveEndpoint::render);
        capture =
                endpoint(
                        "System capture",
                        PinCategories.LINE_CONNECTOR,
                        channels > 0 ? channels : Math.max(STEREO, physicalOutputs.size()),
                        WaveEndpoint::capture);
    }

    private interface Maker {
        WaveEndpoint make(
                String name, KsId connector, WaveFormat preferred, List<AudioDataRange> formats);
    }

    private WaveEndpoint endpoint(String name, KsId connector, int channels, Maker maker) {
        Function<KsId, AudioDataRange> range =
                kind ->
                        new AudioDataRange(
                                kind,
                                FormatIds.SPECIFIER_WAVEFORMATEX,
                                channels,
                                kind.equals(FormatIds.SUBTYPE_PCM) ? LEAST_BITS : MOST_BITS,
                                MOST_BITS,
                                sampleRate,
                                sampleRate);
        return maker.make(
                        name,
                        connector,
                        WaveFormat.float32(sampleRate, Math.min(STEREO, channels)),
                        List.of(
                                range.apply(FormatIds.SUBTYPE_IEEE_FLOAT),
                                range.apply(FormatIds.SUBTYPE_PCM)))
                .streams(PinDescriptor.UNLIMITED);
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return List.of(playback, capture);
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        if (!endpoints().contains(endpoint)
                || endpoint.formats().stream().noneMatch(format::fits)) {
            throw new IOException(
                    "JACK cannot have "
                            + format.text()
                            + " at \""
                            + endpoint.name()
                            + "\"; use 16, 24 or 32 bits or float, "
                            + sampleRate
                            + " Hz, at most "
                            + endpoint.formats().getFirst().maximumChannels()
                            + " channels");
        }
        JackStream stream = place(endpoint.isCapture(), format);
        stream.open(!connect ? List.of() : endpoint.isCapture() ? physicalOutputs : physicalInputs);
        return stream;
    }

    /** A stream of the first number whose names are free. Its ports are made by the caller. */
    private synchronized JackStream place(boolean isCapture, WaveFormat format) {
        int place = 0;
        while (place < streams.size() && !streams.get(place).isAway()) {
            place++;
        }
        JackStream stream =
                isCapture
                        ? new CaptureStream(client, format, place + 1)
                        : new RenderStream(client, format, place + 1);
        if (place == streams.size()) {
            streams.add(stream);
        } else {
            streams.set(place, stream);
        }
        return stream;
    }

    /** The device does not go on: tells the owners of all streams that run. */
    public void fail(IOException why) {
        for (JackStream stream : openStreams()) {
            stream.fail(why);
        }
    }

    /** Closes the streams that are open. */
    public void close() {
        for (JackStream stream : openStreams()) {
            stream.close();
        }
    }

    private synchronized List<JackStream> openStreams() {
        return streams.stream().filter(stream -> !stream.isClosed()).toList();
    }

    @Override
    public String description() {
        return "JACK server " + client.server();
    }

    @Override
    public String toString() {
        return description();
    }
}
