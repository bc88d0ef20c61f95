package adapter.jdk.midi;

import adapter.jdk.JdkDevice;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sound.midi.MidiDevice;

/** A MIDI port of the Java platform as a device. */
public final class MidiPortDevice implements JdkDevice {
    private final String id;
    private final MidiDevice.Info info;
    private final MidiPortLink link;
    private volatile boolean gone;

    /** Makes the device; nothing is opened yet. */
    public MidiPortDevice(String id, MidiPorts ports) {
        this.id = id;
        info =
                Stream.of(ports.out(), ports.in())
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException(id + " has no port: " + ports))
                        .getDeviceInfo();
        link = new MidiPortLink(ports);
    }

    /**
     * Tells what stands for the device now; false when it has got or lost an input or output, which
     * makes it another one.
     */
    public boolean refresh(MidiPorts ports) {
        return link.refresh(ports);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return info.getName();
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(id, "jdk:midi", "midi-bytes");
    }

    @Override
    public List<Resource> resources() {
        return List.of(link);
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, info.getName(),
                DeviceProperty.DEVICE_DESCRIPTION, info.getDescription(),
                DeviceProperty.ENUMERATOR_NAME, "jdk",
                DeviceProperty.MANUFACTURER, info.getVendor());
    }

    /** Never: the platform lists MIDI ports without opening them. */
    @Override
    public boolean isInUse() {
        return false;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void gone() {
        gone = true;
    }

    @Override
    public void close() {
        link.close();
    }
}
