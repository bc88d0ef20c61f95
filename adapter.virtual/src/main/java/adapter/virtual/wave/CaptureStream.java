package adapter.virtual.wave;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.WaveFormat;

import java.io.IOException;

/** A stream that records. */
final class CaptureStream extends EngineStream {
    private final CaptureSource source;

    CaptureStream(Pacer pacer, WaveEndpoint endpoint, WaveFormat format, CaptureSource source) {
        super(pacer, endpoint, format);
        this.source = source;
    }

    @Override
    void aboutToStart() throws IOException {
        source.open();
    }

    @Override
    void rewound() {
        source.close();
    }

    @Override
    void moveFrames(int frames, Mix mix) throws IOException {
        CyclicBuffer buffer = buffer();
        int done = 0;
        int lost = 0;
        while (done < frames) {
            long at = frame() + done;
            int part = Math.min(frames - done, buffer.contiguous(at));
            lost += source.read(at, done, part, buffer.memory(), buffer.offset(at));
            done += part;
        }
        if (lost > 0) {
            buffer.xrun(lost);
        }
    }
}
