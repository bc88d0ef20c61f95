package portcls.bench.position;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.WaveFormat;

import java.io.Closeable;
import java.io.IOException;

/** A wave pin that plays silence; whatever it stands on is closed with it. */
final class PinPosition implements PositionSource {
    private static final int RATE = 48_000;
    private static final int BUFFER_FRAMES = 9_600;
    private static final int PACKETS = 4;

    private final Closeable base;
    private final WavePin pin;
    private final WavePosition position = new WavePosition();

    PinPosition(Filter filter, Closeable base) {
        this.base = base;
        pin =
                filter.openRender(
                        WaveFormat.float32(RATE, 2),
                        Buffer.ofFrames(BUFFER_FRAMES).packets(PACKETS));
        pin.run();
    }

    @Override
    public long frames() {
        pin.position(position);
        return position.presentedFrames();
    }

    @Override
    public long glitches() {
        return pin.glitches();
    }

    @Override
    public void close() throws IOException {
        pin.close();
        base.close();
    }
}
