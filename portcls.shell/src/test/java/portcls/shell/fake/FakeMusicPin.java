package portcls.shell.fake;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.EventPackage;
import portcls.api.client.Target;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.PropertyKey;

import java.util.OptionalInt;

/** A pin of a {@link FakeSynth}. */
public final class FakeMusicPin extends FakePin implements DirectMusicPin {
    private final FakeSynth synth;
    private int voices;

    FakeMusicPin(FakeSynth synth, FakeClock clock) {
        super(synth, clock);
        this.synth = synth;
    }

    /** Voices that it was given. */
    public int voices() {
        return voices;
    }

    @Override
    public OptionalInt synthesizer() {
        return OptionalInt.of(0);
    }

    @Override
    public long latencyTime() {
        return now() + FakeSynth.LATENCY;
    }

    @Override
    public <T> T get(PropertyKey<T> key, Target target) {
        if (key.equals(SynthDlsProperty.DOWNLOAD)) {
            if (synth.refusal != null) {
                throw synth.refusal;
            }
            synth.downloads.add(SynthTarget.bufferOf(target.instanceBuffer()));
            return SynthAnswers.downloaded(key, synth.downloads.size());
        }
        if (key.equals(SynthProperty.PORTPARAMETERS)) {
            voices = SynthTarget.portParamsOf(target.instanceBuffer()).voices();
            return SynthAnswers.cast(key, SynthPortParams.of(voices, 1));
        }
        return SynthAnswers.of(synth, key);
    }

    @Override
    public <T> void set(PropertyKey<T> key, Target target, T value) {
        SynthAnswers.set(synth, key, value);
    }

    @Override
    public void send(long presentationTime100ns, int channelGroup, int message) {
        send(presentationTime100ns, message);
    }

    @Override
    public void send(
            long presentationTime100ns, int channelGroup, byte[] bytes, int offset, int length) {
        send(presentationTime100ns, bytes, offset, length);
    }

    @Override
    public void send(long presentationTime100ns, EventPackage events) {
        throw new PortClsException(Status.NOT_SUPPORTED, "no packages here");
    }
}
