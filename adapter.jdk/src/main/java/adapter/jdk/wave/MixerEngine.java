package adapter.jdk.wave;

import adapter.jdk.platform.PlatformLoader;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/**
 * The lines of a mixer: an endpoint for what it plays, one for what it records. Methods as {@link
 * WaveEngine} says.
 */
final class MixerEngine implements WaveEngine, AutoCloseable {
    private final String name;
    private final MasterClock clock;
    private final List<LineStream> streams = new CopyOnWriteArrayList<>();
    private volatile Mixer mixer;
    private volatile boolean closed;
    private @Nullable List<WaveEndpoint> endpoints;

    MixerEngine(String name, Mixer mixer, MasterClock clock) {
        this.name = name;
        this.mixer = mixer;
        this.clock = clock;
    }

    void refresh(Mixer newMixer) {
        mixer = newMixer;
    }

    boolean isInUse() {
        return streams.stream().anyMatch(LineStream::isAlive);
    }

    @Override
    public synchronized List<WaveEndpoint> endpoints() {
        List<WaveEndpoint> known = endpoints;
        if (known == null) {
            List<WaveEndpoint> found = new ArrayList<>();
            for (LineKind kind : LineKind.values()) {
                kind.info(mixer).ifPresent(info -> found.add(endpoint(kind, info)));
            }
            known = List.copyOf(found);
            endpoints = known;
        }
        return known;
    }

    @Override
    public WaveEngineStream open(WaveEndpoint endpoint, WaveFormat format) throws IOException {
        if (closed) {
            throw new IOException(name + " is gone; it can be opened when it is back");
        }
        AudioFormat audioFormat =
                LineFormats.audioFormat(format)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                name
                                                        + ": Java Sound has no such format; use 8,"
                                                        + " 16, 24 or 32 bit integers: format="
                                                        + format.text()));
        DataLine line =
                line(endpoint.isCapture() ? LineKind.CAPTURE : LineKind.RENDER, audioFormat);
        LineStream stream =
                line instanceof SourceDataLine source
                        ? new RenderStream(name, clock, source, audioFormat, streams::remove)
                        : new CaptureStream(
                                name, clock, (TargetDataLine) line, audioFormat, streams::remove);
        stream.open();
        streams.add(stream);
        return stream;
    }

    @Override
    public String description() {
        return "audio lines of " + name;
    }

    @Override
    public String toString() {
        return description();
    }

    /** Ends all streams; those that run fail. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(LineStream::abandon);
    }

    private DataLine line(LineKind kind, AudioFormat format) throws IOException {
        Mixer current = mixer;
        DataLine.Info wanted = new DataLine.Info(kind.type(), format);
        try {
            return (DataLine) PlatformLoader.call(() -> current.getLine(wanted));
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new IOException(
                    name + " has no line for this format: format=" + format + "; " + e.getMessage(),
                    e);
        }
    }

    private WaveEndpoint endpoint(LineKind kind, DataLine.Info info) {
        AudioFormat[] formats = info.getFormats();
        int lines = mixer.getMaxLines(info);
        int streamsAtATime =
                lines == AudioSystem.NOT_SPECIFIED || lines == 0 ? PinDescriptor.UNLIMITED : lines;
        if (kind == LineKind.RENDER) {
            List<AudioDataRange> ranges = LineFormats.ranges(formats, rates(kind));
            return WaveEndpoint.render(
                            "Output", PinCategories.SPEAKER, LineFormats.preferred(ranges), ranges)
                    .streams(streamsAtATime);
        }
        // Not tried: on some systems a microphone that is opened asks the user or lights a lamp.
        List<AudioDataRange> ranges = LineFormats.ranges(formats, RateSpan.ALL);
        return WaveEndpoint.capture(
                        "Input", PinCategories.MICROPHONE, LineFormats.preferred(ranges), ranges)
                .streams(streamsAtATime);
    }

    /** What opens; what is said is believed when the Java platform hangs. */
    private RateSpan rates(LineKind kind) {
        try {
            return Bounded.call(
                    "try " + name, () -> RateSpan.tried(rate -> opens(kind, rate)), late -> {});
        } catch (ExecutionException | TimeoutException e) {
            return RateSpan.ALL;
        }
    }

    private boolean opens(LineKind kind, int rate) {
        AudioFormat format = new AudioFormat(rate, Short.SIZE, 2, true, false);
        try (SourceDataLine line = (SourceDataLine) line(kind, format)) {
            line.open(format); // on a thread of the platform's class loader
            return true;
        } catch (IOException
                | LineUnavailableException
                | IllegalArgumentException
                | IllegalStateException e) {
            return false;
        }
    }
}
