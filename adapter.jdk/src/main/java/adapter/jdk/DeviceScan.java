package adapter.jdk;

import adapter.jdk.Seen.SeenMidi;
import adapter.jdk.Seen.SeenMixer;
import adapter.jdk.midi.MidiPorts;
import adapter.jdk.platform.JavaSound;
import adapter.jdk.platform.SoftwareDevices;
import adapter.jdk.wave.MixerDevice;

import org.osgi.framework.BundleContext;

import portcls.api.time.MasterClock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sound.midi.MidiDevice;
import javax.sound.sampled.Mixer;

/**
 * Keeps the services in step with what the Java platform lists: each look plugs in what is new and
 * pulls out what went. Any thread; one look at a time.
 */
final class DeviceScan implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DeviceScan.class.getName());

    private final BundleContext context;
    private final MasterClock clock;
    private final JavaSound sound;
    private final Selection selection;
    private final boolean audio;
    private final boolean midi;

    // Guarded by this.
    private final Map<String, Plugged> plugged = new LinkedHashMap<>();
    private boolean told;
    private boolean closed;

    private record Plugged(JdkDevice device, AdapterService service) {
        void pull() {
            try {
                service.pull();
            } finally {
                device.close();
            }
        }
    }

    DeviceScan(BundleContext context, MasterClock clock, JavaSound sound, JdkSettings settings) {
        this.context = context;
        this.clock = clock;
        this.sound = sound;
        selection = new Selection(settings.include(), settings.exclude());
        audio = settings.audio();
        midi = settings.midi();
    }

    /** Looks once. */
    void look() {
        Map<String, Seen> seen = seen(); // may hang in a broken sound system: not under the lock
        synchronized (this) {
            if (closed) {
                return;
            }
            pullWhatWent(seen);
            seen.forEach((id, device) -> plugged.computeIfAbsent(id, _ -> plug(device)));
            if (plugged.isEmpty() && !told) {
                told = true;
                LOG.log(
                        Level.INFO,
                        "the Java platform has no sound device here: audio={0}, midi={1}; one that"
                                + " comes later is found then",
                        audio,
                        midi);
            }
        }
    }

    /** Pulls everything out. A look that is under way plugs nothing in any more. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Plugged> all = new ArrayList<>(plugged.values());
        plugged.clear();
        all.forEach(Plugged::pull);
    }

    private void pullWhatWent(Map<String, Seen> seen) {
        for (Map.Entry<String, Plugged> entry : List.copyOf(plugged.entrySet())) {
            JdkDevice device = entry.getValue().device();
            Seen now = seen.get(entry.getKey());
            if (now == null ? !device.isInUse() : !now.refresh(device)) {
                plugged.remove(entry.getKey());
                device.gone();
                LOG.log(Level.INFO, "{0} ({1}) went", device.id(), device.name());
                entry.getValue().pull();
            }
        }
    }

    private Plugged plug(Seen seen) {
        JdkDevice device = seen.device(clock);
        LOG.log(Level.DEBUG, "{0} ({1}) came", device.id(), device.name());
        return new Plugged(device, AdapterService.plug(context, device));
    }

    private Map<String, Seen> seen() {
        DeviceIds ids = new DeviceIds();
        Map<String, Seen> seen = new LinkedHashMap<>();
        if (audio) {
            for (Mixer mixer : sound.mixers()) {
                Mixer.Info info = mixer.getMixerInfo();
                if (isWanted(info.getName(), info.getVendor()) && MixerDevice.hasLines(mixer)) {
                    SeenMixer device = new SeenMixer(ids.next("jdk:", info.getName()), mixer);
                    seen.put(device.id(), device);
                }
            }
        }
        if (midi) {
            List<MidiDevice> devices = new ArrayList<>();
            for (MidiDevice device : sound.midiDevices()) {
                MidiDevice.Info info = device.getDeviceInfo();
                if (isWanted(info.getName(), info.getVendor())
                        && !SoftwareDevices.isSoftware(device)) {
                    devices.add(device);
                }
            }
            for (MidiPorts ports : MidiPorts.pair(devices)) {
                SeenMidi device = new SeenMidi(ids.next("jdk:midi-", ports.name()), ports);
                seen.put(device.id(), device);
            }
        }
        return seen;
    }

    private boolean isWanted(String name, String vendor) {
        return !SoftwareDevices.isSoftware(name, vendor) && selection.wants(name);
    }
}
