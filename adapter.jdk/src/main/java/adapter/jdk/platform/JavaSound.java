package adapter.jdk.platform;

import java.util.List;

import javax.sound.midi.MidiDevice;
import javax.sound.sampled.Mixer;

/**
 * What the Java platform offers at the moment. Asking may take milliseconds, and opens devices on
 * some systems: not for a thread that must not block.
 */
public interface JavaSound {
    /** Its mixers, in its order. */
    List<Mixer> mixers();

    /** Its MIDI devices, in its order. */
    List<MidiDevice> midiDevices();
}
