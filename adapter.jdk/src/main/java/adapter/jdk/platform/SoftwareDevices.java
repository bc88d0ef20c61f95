package adapter.jdk.platform;

import java.util.Locale;
import java.util.Set;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;

/**
 * Which devices of Java Sound are programs and no devices: synthesizers, sequencers and mixers in
 * software, and everything of this project, which would otherwise find itself.
 */
public final class SoftwareDevices {
    private static final String OURS = "portcls";

    private static final Set<String> PROGRAMS =
            Set.of(
                    "gervill",
                    "gervill sound mixer",
                    "real time sequencer",
                    "java sound audio engine",
                    "java sound synthesizer");

    private SoftwareDevices() {}

    /** Whether a device of this name and vendor is one. */
    public static boolean isSoftware(String name, String vendor) {
        return isOurs(name) || isOurs(vendor) || PROGRAMS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a MIDI device is one by what it can do. */
    public static boolean isSoftware(MidiDevice device) {
        return device instanceof Synthesizer
                || device instanceof Sequencer
                || isSoftware(device.getDeviceInfo().getName(), device.getDeviceInfo().getVendor());
    }

    private static boolean isOurs(String text) {
        return text.toLowerCase(Locale.ROOT).contains(OURS);
    }
}
