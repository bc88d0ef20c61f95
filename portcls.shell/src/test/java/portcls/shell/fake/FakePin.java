package portcls.shell.fake;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.KsReply;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.Target;
import portcls.api.diag.Counter;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsState;
import portcls.api.ks.PropertyKey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A pin that keeps what was played: a message is played when the clock has reached its time while
 * the pin runs.
 */
public class FakePin implements MidiPin {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final FakeDevice filter;
    private final FakeClock clock;
    private final List<Sent> waiting = new ArrayList<>();
    private final List<Sent> played = new ArrayList<>();
    private KsState state = KsState.STOP;
    private long started;
    private int mostQueued;
    private long late;
    private boolean closed;

    FakePin(FakeDevice filter, FakeClock clock) {
        this.filter = filter;
        this.clock = clock;
    }

    /**
     * A message.
     *
     * @param time100ns when it was due, in master time
     * @param bytes of it
     */
    public record Sent(long time100ns, byte[] bytes) {
        @Override
        public String toString() {
            return HEX.formatHex(bytes);
        }
    }

    /** What was played, in order. */
    public List<Sent> played() {
        settle();
        return List.copyOf(played);
    }

    /** Bytes of what was played. */
    public byte[] wire() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        played().forEach(sent -> wire.writeBytes(sent.bytes()));
        return wire.toByteArray();
    }

    public int mostQueued() {
        return mostQueued;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void send(long time100ns, int message) {
        byte[] bytes = {(byte) message, (byte) (message >> 8), (byte) (message >> 16)};
        send(time100ns, bytes, 0, MidiMessages.length(message & 0xFF));
    }

    @Override
    public void send(long time100ns, byte[] bytes, int offset, int length) {
        requireDevice();
        if (state == KsState.STOP) {
            throw new PortClsException(Status.INVALID_DEVICE_STATE, "stopped");
        }
        settle();
        late += time100ns < now() + filter.lag() ? 1 : 0;
        waiting.add(
                new Sent(started + time100ns, Arrays.copyOfRange(bytes, offset, offset + length)));
        mostQueued = Math.max(mostQueued, waiting.size());
    }

    @Override
    public int queued() {
        requireDevice();
        settle();
        return waiting.size();
    }

    @Override
    public long now() {
        requireDevice();
        return state == KsState.RUN ? clock.getTime() - started : 0;
    }

    @Override
    public void setState(KsState newState) {
        requireDevice();
        settle();
        if (newState == KsState.RUN && state != KsState.RUN) {
            started = clock.getTime();
        }
        if (newState == KsState.STOP) {
            waiting.clear();
        }
        state = newState;
    }

    @Override
    public KsState state() {
        return state;
    }

    @Override
    public void close() {
        settle();
        waiting.clear();
        closed = true;
    }

    @Override
    public Optional<Removal> removal() {
        return filter.removal();
    }

    @Override
    public final Filter filter() {
        return filter;
    }

    @Override
    public int pinId() {
        return 0;
    }

    @Override
    public List<Counter> counters() {
        return List.of(new Counter(filter.id(), "midi.late", "late events", "events", late));
    }

    /**
     * What is due by now, or was when the device went, has been played; the rest of a device that
     * went is lost.
     */
    private void settle() {
        long end = filter.removal().isPresent() ? filter.removedAt() : clock.getTime();
        if (state == KsState.RUN && !closed) {
            waiting.stream()
                    .filter(sent -> sent.time100ns() <= end)
                    .sorted(Comparator.comparingLong(Sent::time100ns))
                    .forEach(played::add);
            waiting.removeIf(sent -> sent.time100ns() <= end);
        }
    }

    private void requireDevice() {
        if (filter.removal().isPresent()) {
            throw new PortClsException(Status.DEVICE_REMOVED, filter.removal().get().message());
        }
    }

    @Override
    public void write(long presentationTime100ns, ByteBuffer musicFormat) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitDrained(Duration limit) {
        return queued() == 0;
    }

    @Override
    public <T> T get(PropertyKey<T> key, Target target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> void set(PropertyKey<T> key, Target target, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Support support(PropertyKey<?> key, Target target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KsReply ksProperty(ByteBuffer request, ByteBuffer value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration enable(EventKey event, Target target, boolean oneShot, Runnable listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean supports(EventKey event, Target target) {
        return false;
    }
}
