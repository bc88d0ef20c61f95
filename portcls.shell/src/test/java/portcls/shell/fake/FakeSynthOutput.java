package portcls.shell.fake;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.KsReply;
import portcls.api.client.Registration;
import portcls.api.client.Removal;
import portcls.api.client.SynthOutput;
import portcls.api.client.Target;
import portcls.api.diag.Counter;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsState;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The sound of a {@link FakeSynth}: its clock goes by what is rendered. */
final class FakeSynthOutput implements SynthOutput {
    private static final short HUM = 1000;
    private static final long RING = ReferenceTime.SECOND;

    private final FakeSynth synth;
    private KsState state = KsState.STOP;
    private long frames;

    FakeSynthOutput(FakeSynth synth) {
        this.synth = synth;
    }

    @Override
    public WaveFormat waveFormat() {
        return synth.format;
    }

    @Override
    public void render(MemorySegment memory) {
        if (synth.removal().isPresent()) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED, synth.removal().orElseThrow().message());
        }
        int count = (int) (memory.byteSize() / synth.format.blockAlign());
        frames += count;
        synth.clock.advanceTo(frames * ReferenceTime.SECOND / synth.format.samplesPerSecond());
        List<FakePin.Sent> played = synth.pins().getLast().played();
        boolean hums =
                synth.pins().getLast().voices() > 0
                        && !played.isEmpty()
                        && synth.clock.getTime() - played.getLast().time100ns() < RING;
        for (long at = 0; at < memory.byteSize(); at += Short.BYTES) {
            memory.set(ValueLayout.JAVA_SHORT, at, hums ? HUM : 0);
        }
    }

    @Override
    public long renderedFrames() {
        return frames;
    }

    @Override
    public Filter filter() {
        return synth;
    }

    @Override
    public int pinId() {
        return 1;
    }

    @Override
    public KsState state() {
        return state;
    }

    @Override
    public void setState(KsState newState) {
        state = newState;
    }

    @Override
    public long now() {
        return synth.clock.getTime();
    }

    @Override
    public Optional<Removal> removal() {
        return synth.removal();
    }

    @Override
    public List<Counter> counters() {
        return List.of();
    }

    @Override
    public void close() {}

    @Override
    public <T> T get(PropertyKey<T> key, Target target) {
        return SynthAnswers.of(synth, key);
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
