package adapter.jack.wave;

import adapter.jack.lib.JackClient;
import adapter.jack.lib.NativeMemory;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.util.List;

/** A stream that plays: from the cyclic buffer to output ports. */
final class RenderStream extends JackStream {
    RenderStream(JackClient client, WaveFormat format, int number) {
        super(client, format, "render" + number + "_");
    }

    @Override
    public boolean isInput() {
        return false;
    }

    /** Each channel with the port of its number; one channel alone with the first two. */
    @Override
    void connect(List<String> physical) throws IOException {
        int targets = ports.length == 1 ? 2 : ports.length;
        for (int i = 0; i < Math.min(targets, physical.size()); i++) {
            boolean _ =
                    client.connect(ports[Math.min(i, ports.length - 1)].name(), physical.get(i));
        }
    }

    @Override
    void idle(long[] portData, int frames) {
        for (long port : portData) {
            SampleFormat.silence(port, frames);
        }
    }

    @Override
    int move(CyclicBuffer between, long first, long[] portData, int frames) {
        int sounding = Math.clamp(between.playable(first, frames), 0, frames);
        int done = 0;
        while (done < sounding) {
            int piece = piece(between, first + done, sounding - done);
            long offset = between.offset(first + done);
            for (int i = 0; i < portData.length; i++) {
                samples.render(
                        between.memory(),
                        offset + (long) i * sampleBytes,
                        stride(),
                        at(portData[i], done),
                        piece);
            }
            done += piece;
        }
        for (long port : portData) {
            SampleFormat.silence(at(port, done), frames - done);
        }
        return frames;
    }

    private static long at(long port, int index) {
        return port + (long) index * NativeMemory.SAMPLE_BYTES;
    }

    /** The period that was taken last waits before everything that JACK tells of. */
    @Override
    public EngineLatency latency() {
        long behind = most(port -> client.playbackLatency(port).orElse(0));
        try {
            return EngineLatency.ofFrames(
                    (int) Math.min(Integer.MAX_VALUE, behind + client.period()));
        } catch (IOException e) {
            return EngineLatency.NONE; // the server went
        }
    }
}
