package adapter.virtual.wave;

import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;
import portcls.testkit.FakeFramework;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A device with some settings, and its streams. */
final class TestDevice implements AutoCloseable {
    final VirtualWaveEngine engine;
    final CountDownLatch failed = new CountDownLatch(1);

    TestDevice(MasterClock clock, Map<String, Object> settings) {
        WaveConfig config = WaveConfig.of(FakeFramework.settings(WaveSettings.class, settings));
        engine = new VirtualWaveEngine("virtual:test", clock, config, failed::countDown);
    }

    WaveEndpoint endpoint(String name) {
        return engine.endpoints().stream().filter(e -> e.name().equals(name)).findFirst().get();
    }

    /** A stream with its buffer. */
    record Opened(WaveEngineStream stream, WatchedBuffer buffer) {
        StreamControls controls() {
            return (StreamControls) stream;
        }
    }

    Opened open(String endpoint, WaveFormat format, int frames, int packets) throws IOException {
        WaveEngineStream stream = engine.open(endpoint(endpoint), format);
        WatchedBuffer buffer = new WatchedBuffer(format, stream.shape(frames, packets), packets);
        stream.prepare(buffer);
        return new Opened(stream, buffer);
    }

    @Override
    public void close() {
        engine.close();
    }
}
