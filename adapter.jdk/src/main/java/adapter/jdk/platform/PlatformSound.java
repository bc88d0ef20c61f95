package adapter.jdk.platform;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Mixer;

/**
 * Asks the Java platform anew each time. Only devices whose classes come from one class loader or
 * its parents count: with the platform's, that leaves out every provider of a bundle, of the class
 * path, and of this project.
 *
 * <p>The lists are as fresh as the platform has them: it counts its devices on each call and reads
 * them again when there are more or fewer. One that is exchanged for another between two calls goes
 * unnoticed until the number changes.
 */
public final class PlatformSound implements JavaSound {
    private static final Logger LOG = System.getLogger(PlatformSound.class.getName());

    private final ClassLoader loader;

    /** Devices of the platform itself. */
    public PlatformSound() {
        this(ClassLoader.getPlatformClassLoader());
    }

    /** Devices of the platform and of a class path. */
    PlatformSound(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public List<Mixer> mixers() {
        return PlatformLoader.call(
                loader,
                () -> {
                    List<Mixer> found = new ArrayList<>();
                    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
                        try {
                            if (!SoftwareDevices.isSoftware(info.getName(), info.getVendor())) {
                                addMine(found, AudioSystem.getMixer(info));
                            }
                        } catch (IllegalArgumentException e) {
                            // The list changed since it was made; the next one tells.
                            LOG.log(Level.DEBUG, "mixer " + info.getName() + " went", e);
                        }
                    }
                    return found;
                });
    }

    @Override
    public List<MidiDevice> midiDevices() {
        return PlatformLoader.call(
                loader,
                () -> {
                    List<MidiDevice> found = new ArrayList<>();
                    for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
                        try {
                            if (!SoftwareDevices.isSoftware(info.getName(), info.getVendor())) {
                                addMine(found, MidiSystem.getMidiDevice(info));
                            }
                        } catch (MidiUnavailableException | IllegalArgumentException e) {
                            LOG.log(Level.DEBUG, "MIDI device " + info.getName() + " went", e);
                        }
                    }
                    return found;
                });
    }

    private <T> void addMine(List<T> found, T device) {
        ClassLoader origin = device.getClass().getClassLoader();
        for (ClassLoader mine = loader; mine != null; mine = mine.getParent()) {
            if (mine == origin) {
                found.add(device);
                return;
            }
        }
        if (origin == null) { // the boot loader, everybody's last parent
            found.add(device);
        }
    }
}
