package portcls.shell.fake;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.KsReply;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiPin;
import portcls.api.client.Registration;
import portcls.api.client.SynthOutput;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.EventKey;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.WaveFormat;

import java.nio.ByteBuffer;
import java.util.List;

/** A handle of a {@link FakeSpeaker}. */
record FakeHandle(FakeSpeaker speaker) implements FilterHandle {
    @Override
    public Filter filter() {
        return speaker;
    }

    @Override
    public DataFormat intersect(int pinId, List<DataRange> clientRanges) {
        throw new PortClsException(Status.NO_MATCH, "nothing in common");
    }

    @Override
    public int firstWavePin(boolean capture) {
        return capture ? 1 : 0;
    }

    @Override
    public WaveFormat preferredFormat(int pinId) {
        return speaker.preferred();
    }

    @Override
    public WavePin openWave(int pinId, WaveFormat format, Buffer buffer, boolean closesHandle) {
        return speaker.openPin(
                pinId == 1, format, buffer.framesAt(format.samplesPerSecond()), buffer.packets());
    }

    @Override
    public void close() {}

    @Override
    public int firstMidiPin(boolean capture) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MidiPin openMidi(int pinId, boolean closesHandle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MidiCapturePin openMidiCapture(int pinId, boolean closesHandle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int firstDirectMusicPin(boolean capture) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DirectMusicPin openDirectMusic(int pinId, boolean closesHandle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MidiCapturePin openDirectMusicCapture(int pinId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SynthOutput openSynthOutput(WaveFormat format) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T get(PropertyKey<T> key, Target target) {
        throw new PortClsException(Status.NOT_FOUND, "no property");
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
