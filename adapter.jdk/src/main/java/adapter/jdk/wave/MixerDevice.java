package adapter.jdk.wave;

import adapter.jdk.JdkDevice;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Resource;
import portcls.api.time.MasterClock;

import java.util.List;
import java.util.Map;

import javax.sound.sampled.Mixer;

/** A mixer of the Java platform as a device. */
public final class MixerDevice implements JdkDevice {
    private final String id;
    private final String name;
    private final String vendor;
    private final String description;
    private final MixerEngine engine;
    private volatile boolean gone;

    /** Makes the device; nothing is opened yet. */
    public MixerDevice(String id, Mixer mixer, MasterClock clock) {
        Mixer.Info info = mixer.getMixerInfo();
        this.id = id;
        name = info.getName();
        vendor = info.getVendor();
        description = info.getDescription();
        engine = new MixerEngine(name, mixer, clock);
    }

    /** Whether a mixer has lines that sound could go through; mixers of volume controls do not. */
    public static boolean hasLines(Mixer mixer) {
        return LineKind.RENDER.info(mixer).isPresent() || LineKind.CAPTURE.info(mixer).isPresent();
    }

    /**
     * Tells what stands for the device now: the platform makes all mixers anew when one comes or
     * goes, and the old ones open the wrong device. Always the same device, for only the name tells
     * them apart.
     */
    public boolean refresh(Mixer mixer) {
        engine.refresh(mixer);
        return true;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(id, "jdk:audio", "wave-engine");
    }

    @Override
    public List<Resource> resources() {
        return List.of(engine);
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME, name,
                DeviceProperty.DEVICE_DESCRIPTION, description,
                DeviceProperty.ENUMERATOR_NAME, "jdk",
                DeviceProperty.MANUFACTURER, vendor);
    }

    @Override
    public boolean isInUse() {
        return engine.isInUse();
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
        engine.close();
    }
}
