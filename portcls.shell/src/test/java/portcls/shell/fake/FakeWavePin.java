package portcls.shell.fake;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.Gap;
import portcls.api.client.KsReply;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.diag.Counter;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsState;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.HwLatency;
import portcls.wav.SampleCodec;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream whose device keeps the time of a {@link FakeClock}. Whoever waits for a packet moves
 * that clock. What is played is kept.
 */
public final class FakeWavePin implements WavePin {
    private static final int UNIT = 1 << 15;

    private final FakeSpeaker speaker;
    private final boolean capture;
    private final WaveFormat format;
    private final int packetFrames;
    private final int packets;
    private final MemorySegment buffer;
    private final ByteArrayOutputStream played = new ByteArrayOutputStream();
    private final List<float[]> heard = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private KsState state = KsState.STOP;
    private long next;
    private long since;
    private long frozen;
    private @Nullable Removal heldBy;
    private long heldSince;
    private boolean closed;

    FakeWavePin(
            FakeSpeaker speaker,
            boolean capture,
            WaveFormat format,
            int packetFrames,
            int packets) {
        this.speaker = speaker;
        this.capture = capture;
        this.format = format;
        this.packetFrames = packetFrames;
        this.packets = packets;
        buffer = MemorySegment.ofArray(new byte[packetFrames * packets * format.blockAlign()]);
    }

    /** All that was handed over. */
    public synchronized byte[] played() {
        return played.toByteArray();
    }

    /** The same as float samples. */
    public synchronized float[] samples() {
        byte[] bytes = played.toByteArray();
        SampleCodec codec = SampleCodec.of(format);
        float[] samples = new float[bytes.length / codec.bytesPerSample()];
        codec.decode(MemorySegment.ofArray(bytes), 0, samples, 0, samples.length);
        return samples;
    }

    /** The sample of the first channel at a frame that was handed over; else 0. */
    public synchronized float sample(long frame) {
        int packet = (int) (frame / packetFrames);
        return frame < 0 || packet >= heard.size()
                ? 0
                : heard.get(packet)[(int) (frame % packetFrames) * format.channels()];
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** The driver goes; the stream waits for it. */
    public synchronized void hold(Removal cause) {
        frozen = transferred();
        heldBy = cause;
        heldSince = speaker.clock.getTime();
    }

    /** The driver is back. */
    public synchronized void goOn() {
        long duration = speaker.clock.getTime() - heldSince;
        long frames = duration * format.samplesPerSecond() / ReferenceTime.SECOND;
        gaps.add(
                new Gap(
                        frozen,
                        frames,
                        0,
                        Duration.ofNanos(ReferenceTime.toNanos(duration)),
                        java.util.Objects.requireNonNull(heldBy)));
        heldBy = null;
        since = speaker.clock.getTime();
    }

    @Override
    public WaveFormat format() {
        return format;
    }

    @Override
    public boolean isCapture() {
        return capture;
    }

    @Override
    public MemorySegment buffer() {
        return buffer;
    }

    @Override
    public int bufferFrames() {
        return packetFrames * packets;
    }

    @Override
    public int packetFrames() {
        return packetFrames;
    }

    @Override
    public int packets() {
        return packets;
    }

    @Override
    public MemorySegment awaitPacket() throws InterruptedException {
        while (true) {
            MemorySegment packet = pollPacket();
            if (packet != null) {
                return packet;
            }
            pass();
        }
    }

    @Override
    public synchronized @Nullable MemorySegment pollPacket() {
        requireDevice();
        long done = transferred() / packetFrames;
        boolean there = capture ? next < done : next - done < packets;
        if (!there) {
            return null;
        }
        long bytes = (long) packetFrames * format.blockAlign();
        MemorySegment packet = buffer.asSlice(next % packets * bytes, bytes);
        if (capture) {
            hear(packet);
        }
        return packet;
    }

    @Override
    public synchronized long packetNumber() {
        return next;
    }

    @Override
    public void commit() {
        commitLast(packetFrames);
    }

    @Override
    public synchronized void commitLast(int frames) {
        long bytes = (long) packetFrames * format.blockAlign();
        MemorySegment packet = buffer.asSlice(next % packets * bytes, bytes);
        played.writeBytes(
                packet.asSlice(0, (long) frames * format.blockAlign())
                        .toArray(ValueLayout.JAVA_BYTE));
        float[] samples = new float[packetFrames * format.channels()];
        SampleCodec.of(format).decode(packet, 0, samples, 0, samples.length);
        heard.add(samples);
        next++;
    }

    @Override
    public boolean drain(Duration limit) throws InterruptedException {
        while (!isHeard()) {
            if (limit.isZero()) {
                return false;
            }
            pass();
        }
        return true;
    }

    @Override
    public synchronized long transferredFrames() {
        return transferred();
    }

    @Override
    public synchronized void position(WavePosition into) {
        into.set(transferred(), transferred(), speaker.clock.getTime(), format.samplesPerSecond());
    }

    @Override
    public HwLatency latency() {
        return new HwLatency(10 * format.blockAlign(), ReferenceTime.MILLISECOND, 0);
    }

    @Override
    public long glitches() {
        return 0;
    }

    @Override
    public long lostFrames() {
        return 0;
    }

    @Override
    public synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    @Override
    public synchronized boolean isHeld() {
        return heldBy != null;
    }

    @Override
    public Filter filter() {
        return speaker;
    }

    @Override
    public int pinId() {
        return capture ? 1 : 0;
    }

    @Override
    public synchronized KsState state() {
        return state;
    }

    @Override
    public synchronized void setState(KsState newState) {
        requireDevice();
        if (newState == KsState.RUN && state != KsState.RUN) {
            since = speaker.clock.getTime();
        }
        state = newState;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public Optional<Removal> removal() {
        return isHeld() ? Optional.empty() : speaker.removal();
    }

    @Override
    public List<Counter> counters() {
        return List.of(new Counter(speaker.id(), "wave.latency", "latency", "µs", 21_333));
    }

    @Override
    public long now() {
        return 0;
    }

    private void pass() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        speaker.clock.advance(ReferenceTime.MILLISECOND);
    }

    private synchronized boolean isHeard() {
        return transferred() >= next * packetFrames;
    }

    private long transferred() {
        if (state != KsState.RUN || heldBy != null) {
            return frozen;
        }
        long moved =
                (speaker.clock.getTime() - since)
                        * format.samplesPerSecond()
                        / ReferenceTime.SECOND;
        return frozen + moved * speaker.pace;
    }

    private void hear(MemorySegment packet) {
        float[] samples = new float[packetFrames * format.channels()];
        for (int i = 0; i < samples.length; i++) {
            long frame = next * packetFrames + i / format.channels();
            samples[i] = (float) speaker.hears.applyAsLong(frame) / UNIT;
        }
        SampleCodec.of(format).encode(samples, 0, packet, 0, samples.length);
    }

    private void requireDevice() {
        if (heldBy == null && speaker.removal().isPresent()) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED, speaker.removal().orElseThrow().message());
        }
    }

    @Override
    public void write(MemorySegment frames) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(MemorySegment frames) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onPacket(Runnable routine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onGlitch(Runnable routine) {
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
