package portcls.api.adapter;

import java.util.List;

/**
 * A further function of a device beside its main one, such as the mixer of a sound card ({@code
 * multiple-audio-subdevices}). Drivers bid for it as they do for devices; its filter has the id
 * {@code device/name}.
 *
 * @param name short, unique on the device, without {@code /}
 * @param hardwareIds what drivers look for, most special first
 * @param resources what this function grants to its driver
 */
public record Subdevice(String name, List<String> hardwareIds, List<? extends Resource> resources) {
    public Subdevice {
        hardwareIds = List.copyOf(hardwareIds);
        resources = List.copyOf(resources);
        if (name.isBlank() || name.indexOf('/') >= 0 || hardwareIds.isEmpty()) {
            throw new IllegalArgumentException(
                    "a subdevice needs a name without \"/\" and at least one hardware id: name=\""
                            + name
                            + "\", hardwareIds="
                            + hardwareIds);
        }
    }
}
