package adapter.jdk;

import adapter.jdk.platform.JavaSound;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sound.midi.MidiDevice;
import javax.sound.sampled.Mixer;

/** A Java platform whose devices the test plugs in and pulls out. */
public final class FakeSound implements JavaSound {
    public final List<Mixer> mixers = new CopyOnWriteArrayList<>();
    public final List<MidiDevice> midiDevices = new CopyOnWriteArrayList<>();

    @Override
    public List<Mixer> mixers() {
        return List.copyOf(mixers);
    }

    @Override
    public List<MidiDevice> midiDevices() {
        return List.copyOf(midiDevices);
    }
}
