package adapter.jdk.midi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

import javax.sound.midi.MidiDevice;

/**
 * The two MIDI devices that the Java platform makes of one with an input and an output.
 *
 * @param name their name
 * @param in the one that gives messages, if there is one
 * @param out the one that takes them, if there is one
 */
public record MidiPorts(String name, @Nullable MidiDevice in, @Nullable MidiDevice out) {
    /**
     * Puts together what belongs together: the first input of a name with the first output of that
     * name, and so on. What is left over stays alone.
     */
    public static List<MidiPorts> pair(List<MidiDevice> devices) {
        List<MidiPorts> ports = new ArrayList<>();
        for (MidiDevice device : devices) {
            MidiDevice in = device.getMaxTransmitters() != 0 ? device : null;
            MidiDevice out = device.getMaxReceivers() != 0 ? device : null;
            if (in != null || out != null) {
                add(ports, new MidiPorts(device.getDeviceInfo().getName(), in, out));
            }
        }
        return List.copyOf(ports);
    }

    private static void add(List<MidiPorts> ports, MidiPorts next) {
        for (int i = 0; i < ports.size(); i++) {
            MidiPorts other = ports.get(i);
            if (other.name.equals(next.name)) {
                if (other.in == null && next.out == null) {
                    ports.set(i, new MidiPorts(other.name, next.in, other.out));
                    return;
                }
                if (other.out == null && next.in == null) {
                    ports.set(i, new MidiPorts(other.name, other.in, next.out));
                    return;
                }
            }
        }
        ports.add(next);
    }
}
