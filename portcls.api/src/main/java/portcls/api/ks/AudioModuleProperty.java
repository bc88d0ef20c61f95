package portcls.api.ks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * KSPROPSETID_AudioModule ({@code implementing-audio-module-communication}): asked of the filter
 * for the kinds of module that there can be, and of a pin for those that it has.
 */
public final class AudioModuleProperty {
    public static final KsId SET =
            KsId.of("c034fdb0-ff75-47c8-aa3c-ee46716b50c6", "KSPROPSETID_AudioModule");

    /** What {@link portcls.api.client.Filter#onNotification} gives messages of modules for. */
    public static final KsId NOTIFICATION =
            KsId.of("9c2220f0-d9a6-4d5c-a036-573857fd50d2", "KSNOTIFICATIONID_AudioModule");

    /** Bytes before the free data of a KSAUDIOMODULE_NOTIFICATION: three ids, aligned. */
    public static final int NOTIFICATION_BYTES = 40;

    /** The modules ({@code ksproperty-audiomodule-descriptors}). */
    public static final PropertyKey<List<AudioModuleDescriptor>> DESCRIPTORS =
            new PropertyKey<>(
                    SET,
                    1,
                    "DESCRIPTORS",
                    new ValueType<>(
                            "KSMULTIPLE_ITEM + KSAUDIOMODULE_DESCRIPTOR[]",
                            AudioModuleProperty::encode,
                            AudioModuleProperty::decode));

    /**
     * A command to a module, whose answer is the value ({@code ksproperty-audiomodule-command});
     * see {@link portcls.api.client.Target#audioModule}.
     */
    public static final PropertyKey<byte[]> COMMAND =
            new PropertyKey<>(
                    SET,
                    2,
                    "COMMAND",
                    new ValueType<>("BYTE[]", byte[]::clone, AudioModuleProperty::rest));

    /** Which device messages come from ({@code ksproperty-audiomodule-notification-device-id}). */
    public static final PropertyKey<KsId> NOTIFICATION_DEVICE_ID =
            new PropertyKey<>(SET, 3, "NOTIFICATION_DEVICE_ID", ValueType.GUID);

    private static final int NAME_BYTES = 2 * (AudioModuleDescriptor.LONGEST_NAME + 1);
    private static final int DESCRIPTOR_BYTES = 28 + NAME_BYTES;

    private AudioModuleProperty() {}

    private static byte[] encode(List<AudioModuleDescriptor> modules) {
        ByteBuffer target = KsLayout.multiple(modules.size() * DESCRIPTOR_BYTES, modules.size());
        for (AudioModuleDescriptor module : modules) {
            KsLayout.putGuid(target, module.classId().guid());
            target.putInt(module.instanceId())
                    .putInt(module.versionMajor())
                    .putInt(module.versionMinor());
            byte[] name = module.name().getBytes(StandardCharsets.UTF_16LE);
            target.put(name).put(new byte[NAME_BYTES - name.length]);
        }
        return KsLayout.written(target);
    }

    private static List<AudioModuleDescriptor> decode(ByteBuffer source) {
        int count = KsLayout.multipleCount(source, DESCRIPTOR_BYTES);
        List<AudioModuleDescriptor> modules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            KsId classId = KsLayout.guid(source);
            int instance = source.getInt();
            int major = source.getInt();
            int minor = source.getInt();
            byte[] name = new byte[NAME_BYTES];
            source.get(name);
            String text = new String(name, StandardCharsets.UTF_16LE);
            int end = text.indexOf('\0');
            modules.add(
                    new AudioModuleDescriptor(
                            classId,
                            instance,
                            major,
                            minor,
                            end < 0 ? text : text.substring(0, end)));
        }
        return modules;
    }

    private static byte[] rest(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return bytes;
    }
}
