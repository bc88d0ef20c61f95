package adapter.jdk;

import adapter.jdk.midi.MidiPortDevice;
import adapter.jdk.midi.MidiPorts;
import adapter.jdk.wave.MixerDevice;

import portcls.api.time.MasterClock;

import javax.sound.sampled.Mixer;

/** A device as one look at the platform found it. */
sealed interface Seen {
    /** Its device id. */
    String id();

    /** Makes a device of it. */
    JdkDevice device(MasterClock clock);

    /**
     * Tells a device that was made by an earlier look what stands for it in the platform now; false
     * when it is another device.
     */
    boolean refresh(JdkDevice known);

    /** An audio device. */
    record SeenMixer(String id, Mixer mixer) implements Seen {
        @Override
        public JdkDevice device(MasterClock clock) {
            return new MixerDevice(id, mixer, clock);
        }

        @Override
        public boolean refresh(JdkDevice known) {
            return known instanceof MixerDevice device && device.refresh(mixer);
        }
    }

    /** A MIDI device. */
    record SeenMidi(String id, MidiPorts ports) implements Seen {
        @Override
        public JdkDevice device(MasterClock clock) {
            return new MidiPortDevice(id, ports);
        }

        @Override
        public boolean refresh(JdkDevice known) {
            return known instanceof MidiPortDevice device && device.refresh(ports);
        }
    }
}
