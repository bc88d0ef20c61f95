package portcls.song.play;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.KsReply;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.Target;
import portcls.api.diag.Counter;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsState;
import portcls.api.ks.PropertyKey;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A stream whose time is set by hand, and that keeps what was sent. Any thread. */
class FakeStream implements MidiPin {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final List<Sent> played = new ArrayList<>();
    private final List<Sent> waiting = new ArrayList<>();
    private KsState state = KsState.STOP;
    private long now;
    private int thrownAway;
    private boolean gone;

    /** A message and the presentation time that it was sent with, in the stream's time then. */
    record Sent(long time100ns, String bytes) {
        boolean isNote() {
            return bytes.startsWith("9");
        }
    }

    /** Sets the stream's time. */
    synchronized void at(long time) {
        now = time;
        settle();
    }

    /** The device goes. */
    synchronized void remove() {
        gone = true;
    }

    /** Everything that was sent and not thrown away, in order. */
    synchronized List<Sent> sent() {
        return Stream.concat(played.stream(), waiting.stream()).toList();
    }

    /** Notes among it. */
    Stream<Sent> notes() {
        return sent().stream().filter(Sent::isNote);
    }

    /** Messages that were thrown away before they were due. */
    synchronized int thrownAway() {
        return thrownAway;
    }

    @Override
    public synchronized void send(long time, int message) {
        byte[] bytes = {(byte) message, (byte) (message >> 8), (byte) (message >> 16)};
        send(time, bytes, 0, MidiMessages.length(message & 0xFF));
    }

    @Override
    public synchronized void send(long time, byte[] bytes, int offset, int length) {
        requireDevice();
        if (state == KsState.STOP) {
            throw new PortClsException(Status.INVALID_DEVICE_STATE, "stopped");
        }
        waiting.add(
                new Sent(time, HEX.formatHex(Arrays.copyOfRange(bytes, offset, offset + length))));
    }

    @Override
    public synchronized int queued() {
        settle();
        return waiting.size();
    }

    @Override
    public synchronized KsState state() {
        return state;
    }

    @Override
    public synchronized void setState(KsState newState) {
        requireDevice();
        if (newState == KsState.STOP) {
            thrownAway += queued();
            waiting.clear();
            now = 0;
        }
        state = newState;
    }

    @Override
    public synchronized long now() {
        requireDevice();
        return now;
    }

    @Override
    public synchronized Optional<Removal> removal() {
        return gone
                ? Optional.of(new Removal(RemovalReason.SURPRISE, "pulled out", Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public boolean awaitDrained(Duration limit) {
        return queued() == 0;
    }

    @Override
    public void close() {}

    /** What is due by now has been played. */
    private void settle() {
        waiting.stream().filter(message -> message.time100ns() <= now).forEach(played::add);
        waiting.removeIf(message -> message.time100ns() <= now);
    }

    private void requireDevice() {
        if (gone) {
            throw new PortClsException(Status.DEVICE_REMOVED, "pulled out");
        }
    }

    @Override
    public List<Counter> counters() {
        return List.of();
    }

    @Override
    public int pinId() {
        return 0;
    }

    @Override
    public Filter filter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(long presentationTime100ns, ByteBuffer musicFormat) {
        throw new UnsupportedOperationException();
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
