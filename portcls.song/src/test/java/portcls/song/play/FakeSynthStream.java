package portcls.song.play;

import portcls.api.client.DirectMusicPin;
import portcls.api.client.EventPackage;

import java.util.OptionalInt;

/** A stream of a synthesizer: what is sent now is heard a while later at the earliest. */
final class FakeSynthStream extends FakeStream implements DirectMusicPin {
    private final long latency100ns;

    FakeSynthStream(long latency100ns) {
        this.latency100ns = latency100ns;
    }

    @Override
    public long latencyTime() {
        return now() + latency100ns;
    }

    @Override
    public void send(long time, int channelGroup, int message) {
        send(time, message);
    }

    @Override
    public void send(long time, int channelGroup, byte[] bytes, int offset, int length) {
        send(time, bytes, offset, length);
    }

    @Override
    public void send(long time, EventPackage events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalInt synthesizer() {
        return OptionalInt.of(0);
    }
}
