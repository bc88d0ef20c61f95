package adapter.alsa;

import adapter.alsa.pcm.PcmEngine;
import adapter.alsa.pcm.PcmSource;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.RealClock;

import java.io.IOException;

/** A stream with its buffer, ready to start. */
public record Streams(WaveEngineStream stream, SineBuffer buffer) implements AutoCloseable {
    /** An engine whose losses nobody hears of. */
    public static PcmEngine engine(String pcm, int playback, int capture) throws IOException {
        return PcmEngine.probe(
                PcmSource.of(pcm, "test " + pcm, playback, capture), new RealClock(), why -> {});
    }

    /** A stream on an endpoint. */
    public static Streams open(
            PcmEngine engine, WaveEndpoint endpoint, WaveFormat format, int frames, int packets)
            throws IOException {
        WaveEngineStream stream = engine.open(endpoint, format);
        try {
            int fitted = stream.shape(frames, packets);
            if (fitted < frames || fitted % packets != 0) {
                throw new AssertionError("frames=" + fitted);
            }
            SineBuffer buffer = new SineBuffer(format, fitted, packets);
            stream.prepare(buffer);
            return new Streams(stream, buffer);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Waits until so many frames have moved since the stream's start. */
    public void awaitFrames(long frames) {
        Await.until(
                frames + " frames of " + buffer.format().text(),
                () -> buffer.position >= frames || !buffer.failures.isEmpty());
        if (!buffer.failures.isEmpty()) {
            throw new AssertionError(buffer.failures.getFirst());
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
