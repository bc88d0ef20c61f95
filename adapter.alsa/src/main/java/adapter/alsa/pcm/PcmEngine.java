package adapter.alsa.pcm;

import adapter.alsa.lib.AlsaException;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A PCM as a wave engine ({@code introducing-the-wavert-port-driver}): an endpoint for each way
 * that it goes. ALSA's own small buffer lies between the cyclic buffer and the device; the position
 * is where the cyclic buffer is read or written, and {@link WaveEngineStream#latency()} what lies
 * behind that ({@code stream-latency-during-playback}).
 */
public final class PcmEngine implements WaveEngine, AutoCloseable {
    private final PcmSource source;
    private final MasterClock clock;
    private final Map<WaveEndpoint, Direction> endpoints;
    private final List<WaveEndpoint> inOrder;
    private final Consumer<IOException> lost;
    private final List<PcmStream> streams = new CopyOnWriteArrayList<>();

    private PcmEngine(
            PcmSource source,
            MasterClock clock,
            Map<WaveEndpoint, Direction> endpoints,
            List<WaveEndpoint> inOrder,
            Consumer<IOException> lost) {
        this.source = source;
        this.clock = clock;
        this.endpoints = Map.copyOf(endpoints);
        this.inOrder = List.copyOf(inOrder);
        this.lost = lost;
    }

    /**
     * Asks a PCM what it can do.
     *
     * @param lost told, on any thread, when the PCM was found not to work: maybe it is gone
     * @throws AlsaException when it cannot be used now: says why
     */
    public static PcmEngine probe(PcmSource source, MasterClock clock, Consumer<IOException> lost)
            throws AlsaException {
        Map<WaveEndpoint, Direction> endpoints = new HashMap<>();
        List<WaveEndpoint> inOrder = new ArrayList<>();
        if (source.playbackStreams() > 0) {
            Abilities can = Abilities.probe(source, Direction.PLAYBACK);
            WaveEndpoint endpoint =
                    WaveEndpoint.render(
                                    "Playback",
                                    Direction.PLAYBACK.connector(source.name()),
                                    can.preferred(),
                                    can.formats())
                            .streams(source.playbackStreams());
            endpoints.put(endpoint, Direction.PLAYBACK);
            inOrder.add(endpoint);
        }
        if (source.captureStreams() > 0) {
            Abilities can = Abilities.probe(source, Direction.CAPTURE);
            WaveEndpoint endpoint =
                    WaveEndpoint.capture(
                                    "Capture",
                                    Direction.CAPTURE.connector(source.name()),
                                    can.preferred(),
                                    can.formats())
                            .streams(source.captureStreams());
            endpoints.put(endpoint, Direction.CAPTURE);
            inOrder.add(endpoint);
        }
        return new PcmEngine(source, clock, endpoints, inOrder, lost);
    }

    @Override
    public List<WaveEndpoint> endpoints() {
        return inOrder;
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        Direction direction = endpoints.get(endpoint);
        if (direction == null) {
            throw new IOException(source.id() + " has no endpoint " + endpoint.name());
        }
        Pcm pcm;
        try {
            pcm = Pcm.open(source, direction);
        } catch (AlsaException e) {
            lost.accept(e);
            throw e;
        }
        try {
            SampleFormat samples = fitting(pcm, format);
            PcmStream stream =
                    new PcmStream(
                            source, direction, format, samples, pcm, clock, lost, streams::remove);
            streams.add(stream);
            return stream;
        } catch (IOException | RuntimeException e) {
            pcm.close();
            throw e;
        }
    }

    /** The samples that ALSA is given for a format, tried now: not all that fits a range goes. */
    private SampleFormat fitting(Pcm pcm, WaveFormat format) throws IOException {
        AlsaException why = null;
        for (SampleFormat candidate : SampleFormat.carrying(format)) {
            try (HwSpace space = new HwSpace(pcm)) {
                space.set(candidate, format.channels(), format.samplesPerSecond());
                return candidate;
            } catch (AlsaException e) {
                why = why == null ? e : why;
            }
        }
        if (why != null) {
            throw why;
        }
        throw new IOException(
                source.id()
                        + " does not do "
                        + format.text()
                        + "; its own format is "
                        + inOrder.getFirst().preferred().text());
    }

    /** Ends what streams are left. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (PcmStream stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public String description() {
        return "ALSA PCM " + source.pcm();
    }

    @Override
    public String toString() {
        return description();
    }
}
