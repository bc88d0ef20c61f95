package adapter.jack.wave;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.NativeMemory;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.util.List;

/** A stream that records: from input ports to the cyclic buffer. */
final class CaptureStream extends JackStream {
    CaptureStream(JackClient client, WaveFormat format, int number) {
        super(client, format, "capture" + number + "_");
    }

    @Override
    public boolean isInput() {
        return true;
    }

    @Override
    void connect(List<String> physical) throws IOException {
        for (int i = 0; i < Math.min(ports.length, physical.size()); i++) {
            boolean _ = client.connect(physical.get(i), ports[i].name());
        }
    }

    @Override
    void idle(long[] portData, int frames) {
        // What comes in while nobody records is not kept.
    }

    @Override
    int move(CyclicBuffer between, long first, long[] portData, int frames) {
        int done = 0;
        while (done < frames) {
            int piece = piece(between, first + done, frames - done);
            long offset = between.offset(first + done);
            for (int i = 0; i < portData.length; i++) {
                samples.capture(
                        portData[i] + (long) done * NativeMemory.SAMPLE_BYTES,
                        between.memory(),
                        offset + (long) i * sampleBytes,
                        stride(),
                        piece,
                        mask);
            }
            done += piece;
        }
        return frames;
    }

    /** JACK counts from the first frame of a period; the last is in the buffer as soon. */
    @Override
    public EngineLatency latency() {
        long before = most(port -> client.captureLatency(port).orElse(0));
        try {
            return EngineLatency.ofFrames(
                    Math.clamp(before - client.period(), 0, Integer.MAX_VALUE));
        } catch (IOException e) {
            return EngineLatency.NONE; // the server went
        }
    }
}
